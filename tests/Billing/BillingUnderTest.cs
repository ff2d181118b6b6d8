using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>The Billing service, with words for what its tests do again and again.</summary>
public sealed class BillingUnderTest : IAsyncDisposable
{
    private BillingUnderTest(ServiceUnderTest<BillingDb> service) => Service = service;

    public ServiceUnderTest<BillingDb> Service { get; }

    public TestClock Clock => Service.Clock;

    public Wire.InvoiceService.InvoiceServiceClient Staff => Service.Client<Wire.InvoiceService.InvoiceServiceClient>(Service.Tokens.Staff("billing"));

    public static async Task<BillingUnderTest> Start(
        string now = "2026-01-15T10:00:00Z", Dictionary<string, string?>? configuration = null, DatabaseProvider database = DatabaseProvider.Sqlite) =>
        new(await ServiceUnderTest<BillingDb>.Start(
            builder => builder.AddBilling(),
            endpoints => endpoints.MapBilling(),
            new ServiceSettings { Clock = TestClock.At(now), Configuration = configuration ?? [], Database = database }));

    public Wire.PortalService.PortalServiceClient Portal(Guid customer) =>
        Service.Client<Wire.PortalService.PortalServiceClient>(Service.Tokens.Customer("billing", customer));

    /// <summary>Publishes the event and waits until Billing has handled it.</summary>
    public async Task Deliver(IEvent e)
    {
        await Service.Publish(e);
        await Service.Handled(e.EventId);
    }

    /// <summary>Delivers the start of a period and returns its invoice.</summary>
    public async Task<Wire.Invoice> Bill(PeriodStarted e)
    {
        await Deliver(e);
        return (await InvoicesOf(e.AggregateId)).Single(i => i.PeriodStart.ToDateOnly() == e.PeriodStart);
    }

    public async Task<IReadOnlyList<Wire.Invoice>> InvoicesOf(Guid subscription) =>
        (await Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { SubscriptionId = subscription.ToString() })).Invoices;

    public async Task<IReadOnlyList<Wire.CreditNote>> CreditNotesOf(Guid subscription) =>
        (await Staff.ListCreditNotesAsync(new Wire.ListCreditNotesRequest { SubscriptionId = subscription.ToString() })).CreditNotes;

    /// <summary>As if the memory of what was handled were lost.</summary>
    public Task ForgetInbox() => Service.Read(async db => await db.Inbox.ExecuteDeleteAsync());

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
