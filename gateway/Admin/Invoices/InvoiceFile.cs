using System.Text.Json;
using Contracts.Billing.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Screens.Formatting;
using Screens.Languages;

namespace Admin.Invoices;

/// <summary>The list of invoices as a file.</summary>
internal static class InvoiceFile
{
    static readonly string[] Columns =
    [
        "number", "kind", "state", "customer", "order", "issue_date", "due_date", "period_start", "period_end", "currency",
        "net", "tax", "total", "credited", "account_credit_applied", "paid", "became_account_credit", "refunded", "due",
    ];

    public static void MapInvoiceFile(this IEndpointRouteBuilder app) => app.MapGet(
        $"{AdminSetup.Root}/invoices.csv",
        (HttpContext context, InvoiceClient billing, Locale locale) =>
        {
            var query = InvoiceQuery.Of(context.Request.Query);
            return ListFile.Send(
                context, locale, "invoices.csv", query.Unreadable, Columns,
                token => billing.ListInvoicesAsync(query.Request(ListFile.PageSize, token), cancellationToken: context.RequestAborted).ResponseAsync,
                page => page.NextPageToken,
                (table, page) =>
                {
                    foreach (var invoice in page.Invoices)
                    {
                        Row(table, invoice);
                    }
                });
        }).RequireAuthorization("Staff");

    static void Row(CsvText table, Invoice invoice)
    {
        table.Text(invoice.Number).Text(Code(invoice.Kind)).Text(Code(invoice.State)).Text(invoice.CustomerName).Text(invoice.Source?.Number ?? "");
        foreach (var day in new[] { invoice.IssueDate, invoice.DueDate, invoice.PeriodStart, invoice.PeriodEnd })
        {
            _ = day is null ? table.Text("") : table.Day(day);
        }

        var refunded = invoice.Payments.Sum(payment => payment.AmountRefunded.ToDecimal());
        var tax = Contracts.Common.V1.Money.From(invoice.Taxes.Sum(each => each.Amount.ToDecimal()), invoice.Total.CurrencyCode);
        table.Text(invoice.Total.CurrencyCode).Amount(invoice.Net).Amount(tax).Amount(invoice.Total).Amount(invoice.AmountCredited).Amount(invoice.AccountCreditApplied).Amount(invoice.AmountPaid)
            .Amount(invoice.AmountToAccount).Amount(Contracts.Common.V1.Money.From(refunded, invoice.Total.CurrencyCode)).Amount(invoice.AmountDue).EndRow();
    }

    /// <summary>OneOff becomes one_off.</summary>
    static string Code(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
