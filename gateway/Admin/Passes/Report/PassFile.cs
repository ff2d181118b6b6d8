using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Screens.Formatting;
using Screens.Languages;
using Screens.Problems;

namespace Admin.Passes.Report;

/// <summary>The pass report as a file, one row each: sent page by page, so that it may be of any length.</summary>
internal static class PassFile
{
    const int PageSize = 200;

    static readonly string[] Columns =
    [
        "number", "state", "in_grace", "customer", "holders", "template", "class_type", "start_date", "last_day", "grace_last_day",
        "total_classes", "used_classes", "remaining_classes", "lapsed_classes", "currency", "price", "discount", "sold_price",
    ];

    public static void MapPassFile(this IEndpointRouteBuilder app) => app.MapGet(
        $"{AdminSetup.Root}/passes.csv",
        async (HttpContext context, PassClient passes, Locale locale) =>
        {
            var question = PassQuestion.Of(context.Request.Query);
            if (question.Unreadable is { } wrong)
            {
                return Results.Text($"{FieldNames.Of(wrong.Field, locale)}: {locale[wrong.Key]}", statusCode: StatusCodes.Status422UnprocessableEntity);
            }

            try
            {
                // What is refused is refused before anything was sent.
                var page = await passes.ListPassesAsync(question.Request(PageSize, ""), cancellationToken: context.RequestAborted);
                context.Response.Headers.CacheControl = "no-store";
                return Results.Stream(
                    body => Write(body, page, token => passes.ListPassesAsync(question.Request(PageSize, token), cancellationToken: context.RequestAborted).ResponseAsync, context.RequestAborted),
                    CsvText.ContentType, "passes.csv");
            }
            catch (RpcException exception) when (!context.RequestAborted.IsCancellationRequested)
            {
                var problem = Problem.From(exception, locale.Words);
                return Results.Text(problem.Message, statusCode: problem.HttpStatus);
            }
        }).RequireAuthorization("Staff");

    static async Task Write(Stream body, ListPassesResponse page, Func<string, Task<ListPassesResponse>> next, CancellationToken gone)
    {
        var table = new CsvText(Columns);
        while (true)
        {
            foreach (var pass in page.Passes)
            {
                Row(table, pass);
            }

            await body.WriteAsync(table.Take(), gone);
            if (page.NextPageToken.Length == 0)
            {
                return;
            }

            page = await next(page.NextPageToken);
        }
    }

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
