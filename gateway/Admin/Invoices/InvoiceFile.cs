using Contracts.Billing.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Screens.Formatting;
using Screens.Languages;
using Screens.Problems;

namespace Admin.Invoices;

/// <summary>The list of invoices as a file, one row each: sent page by page, so that it may be of any length.</summary>
internal static class InvoiceFile
{
    const int PageSize = 200;

    static readonly string[] Columns =
    [
        "number", "kind", "state", "customer", "order", "issue_date", "due_date", "period_start", "period_end", "currency",
        "net", "tax", "total", "credited", "account_credit_applied", "paid", "became_account_credit", "refunded", "due",
    ];

    public static void MapInvoiceFile(this IEndpointRouteBuilder app) => app.MapGet(
        $"{AdminSetup.Root}/invoices.csv",
        async (HttpContext context, InvoiceClient billing, Locale locale) =>
        {
            var question = InvoiceQuestion.Of(context.Request.Query);
            if (question.Unreadable is { } wrong)
            {
                return Results.Text($"{FieldNames.Of(wrong.Field, locale)}: {locale[wrong.Key]}", statusCode: StatusCodes.Status422UnprocessableEntity);
            }

            try
            {
                // What is refused is refused before anything was sent.
                var page = await billing.ListInvoicesAsync(question.Request(PageSize, ""), cancellationToken: context.RequestAborted);
                context.Response.Headers.CacheControl = "no-store";
                return Results.Stream(
                    body => Write(body, page, token => billing.ListInvoicesAsync(question.Request(PageSize, token), cancellationToken: context.RequestAborted).ResponseAsync, context.RequestAborted),
                    CsvText.ContentType, "invoices.csv");
            }
            catch (RpcException exception) when (!context.RequestAborted.IsCancellationRequested)
            {
                var problem = Problem.From(exception, locale.Words);
                return Results.Text(problem.Message, statusCode: problem.HttpStatus);
            }
        }).RequireAuthorization("Staff");

    static async Task Write(Stream body, ListInvoicesResponse page, Func<string, Task<ListInvoicesResponse>> next, CancellationToken gone)
    {
        var table = new CsvText(Columns);
        while (true)
        {
            foreach (var invoice in page.Invoices)
            {
                Row(table, invoice);
            }

            await body.WriteAsync(table.Take(), gone);
            if (page.NextPageToken.Length == 0)
            {
                return;
            }

            page = await next(page.NextPageToken);
        }
    }

    static void Row(CsvText table, Invoice invoice)
    {
        table.Text(invoice.Number).Text(Snake(invoice.Kind.ToString())).Text(Snake(invoice.State.ToString())).Text(invoice.CustomerName).Text(invoice.Source?.Number ?? "");
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
    static string Snake(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? $"{(i > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
