namespace Standalone.Tests.Support;

/// <summary>One process with the demo business, for the tests that need no process of their own.</summary>
public sealed class DemoProcess : IAsyncLifetime
{
    private readonly DataFolder _data = new();

    public StandaloneProcess Process { get; private set; } = null!;

    public DataFolder Data => _data;

    public async Task InitializeAsync()
    {
        Process = await StandaloneProcess.Start(_data.Path, demo: true);
        await _data.Settled();
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        _data.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoProcess>
{
    public const string Name = "demo";
}
