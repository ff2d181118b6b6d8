using Billing.Providers.Sandbox;
using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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

    public Wire.PaymentMethodService.PaymentMethodServiceClient Methods =>
        Service.Client<Wire.PaymentMethodService.PaymentMethodServiceClient>(Service.Tokens.Staff("billing"));

    public static async Task<BillingUnderTest> Start(
        string now = "2026-01-15T10:00:00Z", Dictionary<string, string?>? configuration = null, DatabaseProvider database = DatabaseProvider.Sqlite,
        Action<IServiceCollection>? services = null, string? folder = null, TestClock? clock = null) =>
        new(await ServiceUnderTest<BillingDb>.Start(
            builder => builder.AddBilling(),
            endpoints => endpoints.MapBilling(),
            new ServiceSettings { Clock = clock ?? TestClock.At(now), Configuration = configuration ?? [], Database = database, Services = services ?? (_ => { }), Folder = folder }));

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

    /// <summary>Leaves a card with the provider, as the customer does in the portal.</summary>
    public async Task<Wire.SavedPaymentMethod> AddCard(Guid customer, string token) => await AddingCard(customer, token);

    public AsyncUnaryCall<Wire.SavedPaymentMethod> AddingCard(Guid customer, string token, string requestId = "") =>
        Portal(customer).AddPaymentMethodAsync(new Wire.AddPortalPaymentMethodRequest { Token = token, RequestId = requestId });

    public async Task<Wire.Invoice> Invoice(string id) => await Staff.GetInvoiceAsync(new Wire.GetInvoiceRequest { Id = id });

    /// <summary>Waits until the provider was asked for the invoice this many times, and what it said is written down.</summary>
    public async Task<Wire.Invoice> Charged(string invoice, int attempts = 1)
    {
        await Service.RunDueWork();
        return await Eventually.Async(
            () => Invoice(invoice),
            i => i.Attempts.Count == attempts && i.Attempts[^1].State is not (Wire.PaymentAttemptState.Waiting or Wire.PaymentAttemptState.InProgress),
            $"attempt {attempts} to be made");
    }

    /// <summary>Waits until the last attempt is in this state.</summary>
    public Task<Wire.Invoice> Becomes(string invoice, Wire.PaymentAttemptState state) =>
        Eventually.Async(() => Invoice(invoice), i => i.Attempts.Count > 0 && i.Attempts[^1].State == state, $"the attempt to be {state}");

    /// <summary>Everything that the sandbox's bank was asked for.</summary>
    public Task<List<SandboxCharge>> BankBook() => Service.Read(db => db.Set<SandboxCharge>().AsNoTracking().ToListAsync());

    /// <summary>As if the memory of what was handled were lost.</summary>
    public Task ForgetInbox() => Service.Read(async db => await db.Inbox.ExecuteDeleteAsync());

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
