using Billing.Payments.Providers.Sandbox;
using Contracts.Common.V1;
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

    public Wire.AccountCreditService.AccountCreditServiceClient Credits =>
        Service.Client<Wire.AccountCreditService.AccountCreditServiceClient>(Service.Tokens.Staff("billing"));

    public Wire.SelfCheckService.SelfCheckServiceClient SelfCheck =>
        Service.Client<Wire.SelfCheckService.SelfCheckServiceClient>(Service.Tokens.Staff("billing"));

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
        // Dunning looks at every close, too.
        await Service.Handled(e.EventId, handlers: e is SubscriptionClosed { Reason.Code: "unpaid" } ? 2 : 1);
    }

    /// <summary>Waits until an event of a subscription was applied, or skipped: one that is early waits for those before it.</summary>
    public Task Applied(SubscriptionEvent e) => Eventually.Async(
        () => Service.Read(db => db.SubscriptionBillings.AnyAsync(a => a.Id == e.AggregateId && a.Cursor >= e.Sequence)), $"event {e.Sequence} to be applied");

    /// <summary>Delivers the start of a period and returns its invoice.</summary>
    public async Task<Wire.Invoice> Bill(PeriodStarted e)
    {
        await Deliver(e);
        return (await InvoicesOf(e.AggregateId)).Single(i => i.PeriodStart?.ToDateOnly() == e.PeriodStart);
    }

    public async Task<IReadOnlyList<Wire.Invoice>> InvoicesOf(Guid subscription) =>
        (await Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { SubscriptionId = subscription.ToString() })).Invoices;

    public async Task<IReadOnlyList<Wire.CreditNote>> CreditNotesOf(Guid subscription) =>
        (await Staff.ListCreditNotesAsync(new Wire.ListCreditNotesRequest { SubscriptionId = subscription.ToString() })).CreditNotes;

    /// <summary>Leaves a card with the provider, as the customer does in the portal.</summary>
    public async Task<Wire.SavedPaymentMethod> AddCard(Guid customer, string token) => await AddingCard(customer, token);

    public AsyncUnaryCall<Wire.SavedPaymentMethod> AddingCard(Guid customer, string token, string requestId = "") =>
        Portal(customer).AddPaymentMethodAsync(new Wire.AddPortalPaymentMethodRequest { Token = token, RequestId = requestId });

    /// <summary>A customer that Billing has heard of.</summary>
    public async Task<EventCustomer> Known(string currency = "EUR")
    {
        var customer = SomeEvents.Customer();
        await Deliver(SomeEvents.CustomerChanged(customer, currency));
        return customer;
    }

    public async Task<Wire.AccountCreditEntry> Give(Guid customer, decimal amount, string currency = "EUR") => await Credits.GiveAccountCreditAsync(
        new Wire.GiveAccountCreditRequest { CustomerId = customer.ToString(), Amount = Money.From(amount, currency), Reason = "With our apologies" });

    /// <summary>Registers a bank transfer.</summary>
    public async Task Pay(Wire.Invoice invoice, decimal amount) => await Staff.RegisterPaymentAsync(new Wire.RegisterPaymentRequest
    {
        InvoiceId = invoice.Id, Amount = Money.From(amount, invoice.Total.CurrencyCode), Method = Wire.PaymentMethod.BankTransfer,
    });

    /// <summary>Takes back part of the first line.</summary>
    public async Task<Wire.CreditNote> Credit(Wire.Invoice invoice, decimal amount) => await Staff.CreateCreditNoteAsync(new Wire.CreateCreditNoteRequest
    {
        InvoiceId = invoice.Id, Reason = "As agreed", Lines = { new Wire.CreditedLine { Position = 1, Amount = Money.From(amount, invoice.Total.CurrencyCode) } },
    });

    /// <summary>Takes back all of the first line.</summary>
    public Task<Wire.CreditNote> CreditWhole(Wire.Invoice invoice) => Credit(invoice, invoice.Lines[0].Amount.ToDecimal());

    public async Task<Wire.Invoice> Draft(Guid customer, params (string Description, int Quantity, decimal Price)[] lines) =>
        await Staff.CreateDraftInvoiceAsync(new Wire.CreateDraftInvoiceRequest
        {
            CustomerId = customer.ToString(), Lines = { lines.Select(l => DraftLine(l.Description, l.Quantity, l.Price)) },
        });

    public static Wire.DraftLine DraftLine(string description, int quantity, decimal price, string currency = "EUR") =>
        new() { Description = description, Quantity = quantity, UnitPrice = Money.From(price, currency) };

    /// <summary>The balance, which must be the sum of its entries.</summary>
    public async Task<decimal> CreditOf(Guid customer, string currency = "EUR")
    {
        var reported = (await Credits.GetAccountCreditAsync(new Wire.GetAccountCreditRequest { CustomerId = customer.ToString() })).Balances
            .SingleOrDefault(b => b.CurrencyCode == currency)?.ToDecimal() ?? 0;
        var entries = (await EntriesOf(customer)).Where(e => e.Amount.CurrencyCode == currency).ToList();
        entries.Sum(e => e.Amount.ToDecimal()).ShouldBe(reported);
        (entries.FirstOrDefault()?.BalanceAfter.ToDecimal() ?? 0).ShouldBe(reported);
        return reported;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Wire.AccountCreditEntry>> EntriesOf(Guid customer) => (await Credits.ListAccountCreditEntriesAsync(
        new Wire.ListAccountCreditEntriesRequest { CustomerId = customer.ToString(), PageSize = 200 })).Entries;

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
    internal Task<List<SandboxCharge>> BankCharges() => Service.Read(db => db.Set<SandboxCharge>().AsNoTracking().ToListAsync());

    /// <summary>The self-check has nothing to say.</summary>
    public async Task FindsNothing() => (await SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();

    /// <summary>As if the memory of what was handled were lost.</summary>
    public Task ForgetInbox() => Service.Read(async db => await db.Inbox.ExecuteDeleteAsync());

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
