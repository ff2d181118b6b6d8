using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Screens.Formatting;
using Screens.Languages;

namespace Admin.Passes.Report;

/// <summary>The pass report as a file.</summary>
internal static class PassFile
{
    static readonly string[] Columns =
    [
        "number", "state", "in_grace", "customer", "holders", "template", "class_type", "start_date", "last_day", "grace_last_day",
        "total_classes", "used_classes", "remaining_classes", "lapsed_classes", "currency", "price", "discount", "sold_price",
    ];

    public static void MapPassFile(this IEndpointRouteBuilder app) => app.MapGet(
        $"{AdminSetup.Root}/passes.csv",
        (HttpContext context, PassClient passes, Locale locale) =>
        {
            var query = PassQuery.Of(context.Request.Query);
            return ListFile.Send(
                context, locale, "passes.csv", query.Unreadable, Columns,
                token => passes.ListPassesAsync(query.Request(ListFile.PageSize, token), cancellationToken: context.RequestAborted).ResponseAsync,
                page => page.NextPageToken,
                (table, page) =>
                {
                    foreach (var pass in page.Passes)
                    {
                        Row(table, pass);
                    }
                });
        }).RequireAuthorization("Staff");

    static void Row(CsvText table, Pass pass)
    {
        table.Text(pass.Number).Text(PassWords.Code(pass.State)).Text(pass.InGrace ? "true" : "false").Text(pass.CustomerName)
            .Text(string.Join("; ", pass.Holders.Select(holder => holder.CustomerName))).Text(pass.TemplateName.In("en")).Text(pass.ClassTypeName?.In("en") ?? "");
        foreach (var day in (Date?[])[pass.StartDate, PassWords.LastDay(pass.EndDate), PassWords.LastDay(pass.GraceEndDate)])
        {
            _ = day is null ? table.Text("") : table.Day(day);
        }

        table.Number(pass.TotalClasses).Number(pass.UsedClasses).Number(pass.RemainingClasses).Number(pass.LapsedClasses)
            .Text(pass.Price.CurrencyCode).Amount(pass.Price).Amount(pass.Discount).Amount(pass.SoldPrice).EndRow();
    }
}
