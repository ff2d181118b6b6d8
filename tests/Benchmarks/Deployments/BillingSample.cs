using System.Data.Common;

namespace Benchmarks.Deployments;

/// <summary>What Billing has of the sample order, whose first period it has invoiced.</summary>
internal sealed record BillingSample(Row Account, Row Profile, Row Invoice, Row Line, Row Event)
{
    public static async Task<BillingSample> Take(DbDataSource billing, Sample sample)
    {
        var invoice = await Row.Read(billing, "Invoices", "\"SubscriptionId\" = @value", sample.Order["Id"]);
        return new BillingSample(
            await Row.Read(billing, "SubscriptionAccounts", "\"Id\" = @value", sample.Order["Id"]),
            await Row.Read(billing, "PaymentProfiles", "\"Id\" = @value", sample.Order["CustomerId"]),
            invoice,
            await Row.Read(billing, "InvoiceLines", "\"InvoiceId\" = @value", invoice["Id"]),
            (await Row.Read(billing, "Outbox", "\"Type\" = @value", "InvoiceIssued")).Without("Sequence"));
    }
}
