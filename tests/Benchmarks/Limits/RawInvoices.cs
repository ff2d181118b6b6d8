using Benchmarks.Deployments;

namespace Benchmarks.Limits;

/// <summary>
/// What a billing run writes and nothing else: the order's next date, invoice, line, account and profile, 200 orders in a transaction of each
/// database with the one event that tells of them, committed as durably. Nothing is read, decided or told to anybody.
/// </summary>
internal sealed class RawInvoices(Deployment deployment, BillingSample billed)
{
    /// <summary>As many as the system takes together.</summary>
    public const int BatchSize = 200;

    public static readonly string[] OfOrder = ["NextInvoiceAt", "PeriodIndex", "UpdatedAt", "Version"];
    public static readonly string[] OfAccount = ["Cursor", "InvoicesIssued", "LastPeriod", "UpdatedAt", "Version"];
    public static readonly string[] OfProfile = ["Changes", "UpdatedAt", "Version"];

    private readonly IRawInvoices _writer = deployment.WritesInTurn ? new PreparedInvoices(deployment, billed) : new BulkInvoices(deployment, billed);

    private int _number;

    public Task Write(IReadOnlyList<Guid> orders) => _writer.Write([.. orders.Select(Fresh)]);

    private NewInvoice Fresh(Guid order)
    {
        _number++;
        return new NewInvoice(order, Guid.CreateVersion7(), $"LIMIT/{_number:D8}", deployment.Orders.Customers[_number % deployment.Orders.Customers.Count]);
    }
}

/// <summary>Writes invoices like the sample's.</summary>
internal interface IRawInvoices
{
    Task Write(IReadOnlyList<NewInvoice> invoices);
}

/// <summary>In what one invoice differs from the next.</summary>
internal sealed record NewInvoice(Guid Order, Guid Id, string Number, Guid Customer);
