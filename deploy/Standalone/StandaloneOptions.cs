using System.Globalization;

namespace Standalone;

/// <summary>What the person who starts the program decides; each also by environment as STANDALONE_{NAME}.</summary>
/// <param name="Data">Folder of the databases, the mail and the credentials.</param>
/// <param name="Demo">Fill empty databases with a small demo business.</param>
/// <param name="Port">Gateway: JSON and screens.</param>
/// <param name="GrpcPort">The services themselves, HTTP/2 without TLS.</param>
/// <param name="TestClock">The admin may move the business's time ahead. Not for real customers: they would be billed ahead of time.</param>
/// <param name="AdminLink">Print a new sign-in link to what was started with the same options, and end.</param>
public sealed record StandaloneOptions(string Data, bool Demo, int Port, int GrpcPort, bool TestClock, bool AdminLink)
{
    public const string Help = """
        Subscription management in one process.

          --data DIR         where the data lies (default: the user's data folder)   STANDALONE_DATA
          --no-demo          start without the demo business                         STANDALONE_NO_DEMO=true
          --port N           screens and JSON (default 8080)                         STANDALONE_PORT
          --grpc-port N      gRPC (default 8081)                                     STANDALONE_GRPC_PORT
          --test-clock       time can be moved ahead in the admin; never for real    STANDALONE_TEST_CLOCK=true
                             customers: they would be billed ahead of time
          --admin-link       prints a new sign-in link for the administrator and
                             ends; the program may be running meanwhile. Give it
                             the same --data and --port
          --version          prints the version
          --help             prints this

        Every other setting is in docs/operations.md, by environment: Mail__Smtp__Host, Database__Provider ...
        """;

    public string Url => $"http://localhost:{Port}";

    public string GrpcUrl => $"http://localhost:{GrpcPort}";

    /// <exception cref="ArgumentException">Names the option that is wrong.</exception>
    public static StandaloneOptions Read(string[] args, Func<string, string?> environment)
    {
        var data = environment("STANDALONE_DATA");
        var demo = !string.Equals(environment("STANDALONE_NO_DEMO"), "true", StringComparison.OrdinalIgnoreCase);
        var port = environment("STANDALONE_PORT");
        var grpcPort = environment("STANDALONE_GRPC_PORT");
        var testClock = string.Equals(environment("STANDALONE_TEST_CLOCK"), "true", StringComparison.OrdinalIgnoreCase);
        var adminLink = false;
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var name))
        {
            switch (name)
            {
                case "--data":
                    data = Value(rest, name);
                    break;
                case "--no-demo":
                    demo = false;
                    break;
                case "--test-clock":
                    testClock = true;
                    break;
                case "--admin-link":
                    adminLink = true;
                    break;
                case "--port":
                    port = Value(rest, name);
                    break;
                case "--grpc-port":
                    grpcPort = Value(rest, name);
                    break;
                default:
                    throw new ArgumentException($"Unknown option {name}; --help lists them.");
            }
        }

        var options = new StandaloneOptions(
            Path.GetFullPath(string.IsNullOrEmpty(data) ? DefaultFolder() : data),
            demo,
            PortNumber("--port", port, 8080),
            PortNumber("--grpc-port", grpcPort, 8081),
            testClock,
            adminLink);
        return options.Port != options.GrpcPort ? options : throw new ArgumentException("--port and --grpc-port must differ.");
    }

    private static string Value(Queue<string> rest, string name) =>
        rest.TryDequeue(out var value) ? value : throw new ArgumentException($"{name} needs a value.");

    private static int PortNumber(string name, string? text, int fallback)
    {
        if (string.IsNullOrEmpty(text))
        {
            return fallback;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new ArgumentException($"{name} must be 1 to 65535, not '{text}'.");
    }

    private static string DefaultFolder() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "subscriptions");
}
