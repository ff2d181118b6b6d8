using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Subject = Contracts.Events.Subject;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Reversals;

public sealed class ReversalsOnSqlite() : ReversalHouse(DatabaseProvider.Sqlite);

public sealed class ReversalsOnPostgres() : ReversalHouse(DatabaseProvider.Postgres);

/// <summary>One Billing for many tests: each has a customer of its own.</summary>
public abstract class ReversalHouse(DatabaseProvider database) : IAsyncLifetime
{
    public BillingUnderTest Billing { get; private set; } = null!;

    public async Task InitializeAsync() => Billing = await BillingUnderTest.Start(database: database);

    public async Task DisposeAsync() => await Billing.DisposeAsync();
}

internal static class ReversalWords
{
    public static AsyncUnaryCall<Wire.Invoice> Reversing(
        this BillingUnderTest billing, Wire.Invoice invoice, decimal? amount = null, Wire.PaymentReversalKind kind = Wire.PaymentReversalKind.Chargeback, string? date = null,
        int payment = 0, string reason = "The bank says so", string reference = "R1", string requestId = "", string etag = "") =>
        billing.Staff.ReversePaymentAsync(new Wire.ReversePaymentRequest
        {
            InvoiceId = invoice.Id, PaymentId = invoice.Payments[payment].Id, Amount = amount is { } some ? Money.From(some, invoice.Total.CurrencyCode) : null, Kind = kind,
            Date = date is null ? null : Date.From(Day(date)), Reference = reference, Reason = reason, RequestId = requestId, Etag = etag,
        });

    public static AsyncUnaryCall<Wire.Invoice> Restoring(this BillingUnderTest billing, Wire.Invoice invoice, decimal? amount = null, int reversal = 0) =>
        billing.Staff.RestorePaymentAsync(new Wire.RestorePaymentRequest
        {
            InvoiceId = invoice.Id, ReversalId = invoice.Reversals[reversal].Id, Amount = amount is { } some ? Money.From(some, invoice.Total.CurrencyCode) : null, Reason = "The dispute was won",
        });

    /// <summary>An invoice that the customer's card has paid.</summary>
    public static async Task<(EventCustomer Customer, Subject Order, Wire.Invoice Invoice)> PaidByCard(this BillingUnderTest billing, string card = TestCards.Good)
    {
        var (customer, order) = (Customer(), Order());
        await billing.AddCard(customer.Id, card);
        var invoice = await billing.Bill(PeriodStarted(order, customer) with { Sequence = 1 });
        await billing.Service.RunDueWork();
        await billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);
        return (customer, order, await billing.Invoice(invoice.Id));
    }

    /// <summary>An invoice that a transfer has paid.</summary>
    public static async Task<(EventCustomer Customer, Subject Order, Wire.Invoice Invoice)> PaidByTransfer(this BillingUnderTest billing)
    {
        var (customer, order) = (Customer(), Order());
        var invoice = await billing.Bill(PeriodStarted(order, customer) with { Sequence = 1 });
        await billing.Pay(invoice, 40);
        return (customer, order, await billing.Invoice(invoice.Id));
    }
}
