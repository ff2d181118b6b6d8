using System.Net;
using System.Net.Sockets;

namespace Standalone;

/// <summary>What must be so before anything is written or started.</summary>
internal static class Preflight
{
    /// <summary>Creates the data folder and looks whether the ports are free.</summary>
    /// <exception cref="IOException">Says what is in the way.</exception>
    public static void Prepare(StandaloneOptions options)
    {
        try
        {
            CreatePrivateFolder(options.Data);
            using var trial = File.Create(Path.Combine(options.Data, $".{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {options.Data} cannot be used: {e.Message}", e);
        }

        RequireFree(options.Port);
        RequireFree(options.GrpcPort);
    }

    /// <summary>Looks whether the program was ever started with this data folder.</summary>
    /// <exception cref="IOException">It was not.</exception>
    public static void RequireData(StandaloneOptions options)
    {
        // Written once the databases are there, of whatever provider.
        if (!File.Exists(CredentialsFile.PathIn(options)))
        {
            throw new IOException($"There is no data in {options.Data} that could be read. Choose the folder of the program with --data, or start it: it prints a link itself.");
        }
    }

    /// <summary>The data folder holds keys and personal data: only its owner may look in.</summary>
    private static void CreatePrivateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void RequireFree(int port)
    {
        foreach (var address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            try
            {
                using var listener = new TcpListener(address, port);
                listener.Start();
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                throw new IOException($"Port {port} cannot be used: {e.Message}. Choose other ports with --port and --grpc-port.", e);
            }
            catch (SocketException)
            {
                // A machine without IPv6, or without IPv4; the server listens on what there is.
            }
        }
    }
}
