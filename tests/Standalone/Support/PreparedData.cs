namespace Standalone.Tests.Support;

/// <summary>A data folder with one running, invoiced order; each test works on a copy.</summary>
public sealed class PreparedData : IAsyncLifetime
{
    private readonly DataFolder _folder = new();

    public string OrderId { get; private set; } = "";

    public DataFolder Copy() => _folder.Copy();

    public async Task InitializeAsync()
    {
        await using var process = await StandaloneProcess.Start(_folder.Path);
        using var client = await process.SignIn();
        var business = await Business.Open(client);
        var order = await business.Confirm(await business.Quote("one"), "one");
        OrderId = order.Id;
        await _folder.Settled();
        process.Signal("TERM");
        await process.Exited();
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
