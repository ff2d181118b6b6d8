using System.Globalization;
using Shouldly;

namespace Testing.Processes;

/// <summary>
/// deploy/cluster.sh on ports of its own, with what was built beside the caller. It lies in its default folder, in a private home that is made for
/// it, so that a cluster of the person who runs the tests is left alone.
/// </summary>
/// <param name="environment">What it and the processes are given beside that.</param>
public sealed class ClusterScript(Dictionary<string, string> environment)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly int _firstPort = Math.Max(20_000, FreePorts.Next() / 100 * 100);

    /// <summary>Of mode 700, as people's homes are.</summary>
    private readonly string _userHome = Directory.CreateTempSubdirectory("cluster-user-").FullName;

    private string Scheme => environment.GetValueOrDefault("CLUSTER_TLS") == "1" ? "https" : "http";

    public string Home => Path.Combine(_userHome, ".local", "share", "subscriptions-cluster");

    public Uri Broker => new($"amqp://subscriptions:{Setting("broker_password")}@127.0.0.1:{_firstPort + 91}/");

    public Uri Gateway(int replica) => new($"{Scheme}://localhost:{_firstPort + ((replica - 1) * 10)}");

    public Uri GatewayGrpc(int replica) => new($"{Scheme}://localhost:{_firstPort + 1 + ((replica - 1) * 10)}");

    /// <summary>The first replica of a service itself, past the gateway.</summary>
    /// <param name="index">0 for plans, 1 for subscriptions, 2 for billing, 3 for notifications.</param>
    public Uri Service(int index) => new($"{Scheme}://127.0.0.1:{_firstPort + 41 + (index * 10)}");

    /// <summary>For a client that sees to its own pooling.</summary>
    public string Connection(string database) =>
        $"Host=127.0.0.1;Port={_firstPort + 90};Username=subscriptions;Password={Setting("database_password")};Database={database}";

    /// <summary>What the first `up` has decided and written down.</summary>
    public string Setting(string name) =>
        File.ReadAllLines(Path.Combine(Home, "settings")).Select(line => line.Split('=', 2)).Single(pair => pair[0] == name)[1];

    /// <summary>An internal application.</summary>
    /// <param name="grpc">Whom it calls.</param>
    public Task<StandaloneClient> SignIn(Uri grpc, Func<HttpMessageHandler>? handler = null) => StandaloneClient.SignIn(
        new Ready(Gateway(1), grpc, Gateway(1), "internal-application", Setting("application_secret"), Home), handler);

    /// <summary>What the script prints.</summary>
    public async Task<string> Run(IReadOnlyList<string> arguments, Dictionary<string, string>? more = null)
    {
        // The processes that it leaves behind write to files: the ends of its pipes are nobody's but the script's.
        var script = await Tool.Run(Repository.File("deploy/cluster.sh"), arguments, Own().Concat(environment).Concat(more ?? []), Patience);
        var text = script.Output + script.Errors;
        script.Code.ShouldBe(0, $"cluster.sh {string.Join(' ', arguments)}:\n{text}");
        return text;
    }

    /// <summary>Ends it and removes everything of it.</summary>
    public async Task Purge()
    {
        await Run(["purge"]);
        Directory.Exists(Home).ShouldBeFalse();
        Directory.Delete(_userHome, recursive: true);
    }

    private Dictionary<string, string> Own() => new()
    {
        ["HOME"] = _userHome,
        ["XDG_DATA_HOME"] = "",
        ["CLUSTER_HOME"] = "",
        ["CLUSTER_PORT"] = _firstPort.ToString(CultureInfo.InvariantCulture),
        ["CLUSTER_CONFIGURATION"] = Repository.Configuration,
        ["CLUSTER_BUILD"] = "0",
    };
}
