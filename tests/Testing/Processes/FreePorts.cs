using System.Net;
using System.Net.Sockets;

namespace Testing.Processes;

/// <summary>Ports that nobody listens on; below the range from which the system takes ports for outgoing connections.</summary>
public static class FreePorts
{
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new TcpListener(IPAddress.Loopback, port);
        try
        {
            socket.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
