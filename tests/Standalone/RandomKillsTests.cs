using System.Collections.Concurrent;
using System.Globalization;
using Contracts.Billing.V1;
using Contracts.Subscriptions.V1;
using Grpc.Core;
using Standalone.Tests.Support;
using Xunit.Abstractions;

namespace Standalone.Tests;

/// <summary>
/// Orders are confirmed and closed, several at a time, while the process is killed again and again at moments that nobody chose.
/// Whoever gets no answer asks again with the same request_id. In the end everything has happened exactly once.
/// </summary>
public sealed class RandomKillsTests(ITestOutputHelper log)
{
    private const int Rounds = 12;
    private const int OrdersOfARound = 3;

    private readonly ConcurrentDictionary<string, string> _closed = [];

    [Fact]
    public async Task Every_accepted_close_has_one_entry_and_one_mail_and_every_period_one_invoice()
    {
        var seed = Random.Shared.Next();
        log.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var data = new DataFolder();
        for (var round = 0; round < Rounds; round++)
        {
            await using var process = await StandaloneProcess.Start(data.Path);
            using var client = await process.SignIn();
            using var killed = new CancellationTokenSource();
            var work = CloseAll(client, (round + 1) * OrdersOfARound, killed.Token);
            await Task.WhenAny(work, Task.Delay(random.Next(50, 1500)));
            await killed.CancelAsync();
            await process.Kill();
            await work;
        }

        log.WriteLine($"{_closed.Count} of {Rounds * OrdersOfARound} closes were answered before the last kill");
        data.LetLeasesEnd();
        await using var last = await StandaloneProcess.Start(data.Path);
        using var inquirer = await last.SignIn();
        await CloseAll(inquirer, Rounds * OrdersOfARound, CancellationToken.None);
        await data.Settled();
        await ShouldHaveHappenedOnce(inquirer, data);
    }

    /// <summary>Works on every order that is not known to be closed, until it is or the process is gone.</summary>
    private async Task CloseAll(StandaloneClient client, int orders, CancellationToken killed)
    {
        try
        {
            var business = await Business.Open(client);
            var open = Enumerable.Range(1, orders).Select(n => n.ToString(CultureInfo.InvariantCulture)).Where(key => !_closed.ContainsKey(key));
            await Task.WhenAll(open.Select(key => CloseOne(business, key)));
        }
        catch (RpcException) when (killed.IsCancellationRequested)
        {
            // In the middle of a call: whether it took effect is for the next round to find out.
        }
    }

    private async Task CloseOne(Business business, string key)
    {
        var order = await business.Confirm(await business.Quote(key), key);
        var closed = await business.Close(order.Id, key);
        closed.Stage.ShouldBe(Stage.Churned);
        _closed[key] = order.Id;
    }

    private async Task ShouldHaveHappenedOnce(StandaloneClient client, DataFolder data)
    {
        _closed.Count.ShouldBe(Rounds * OrdersOfARound);
        _closed.Values.Distinct().Count().ShouldBe(_closed.Count);
        foreach (var (key, id) in _closed)
        {
            (await Traces.Of(client, id)).ShouldBeOfOneClose(data, key);
        }

        var billing = client.Client<InvoiceService.InvoiceServiceClient>();
        var invoices = await billing.ListInvoicesAsync(new ListInvoicesRequest { PageSize = 200 });
        var credits = await billing.ListCreditNotesAsync(new ListCreditNotesRequest { PageSize = 200 });
        ShouldCountUp(invoices.Invoices.Select(i => i.Number));
        ShouldCountUp(credits.CreditNotes.Select(n => n.Number));
    }

    /// <summary>INV/2026/00001 and so on, without gaps, in each year.</summary>
    private void ShouldCountUp(IEnumerable<string> numbers)
    {
        var all = numbers.ToList();
        all.Count.ShouldBe(_closed.Count);
        foreach (var year in all.GroupBy(number => number[..number.LastIndexOf('/')]))
        {
            year.Select(number => int.Parse(number[(number.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture)).Order()
                .ShouldBe(Enumerable.Range(1, year.Count()));
        }
    }
}
