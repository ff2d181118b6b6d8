using Contracts.Subscriptions.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Screens.Formatting;
using Screens.Languages;
using Screens.Problems;

namespace Admin.Reports;

/// <summary>The tables of the reports as files, asked for as the page is.</summary>
internal static class ReportFiles
{
    public static void MapReportFiles(this IEndpointRouteBuilder app)
    {
        Map("mrr", async (reports, query, language, ct) => Mrr(await reports.GetMrrReportAsync(query.Mrr, cancellationToken: ct)));
        Map("counts", async (reports, query, language, ct) => Counts(await reports.GetMrrReportAsync(query.Mrr, cancellationToken: ct)));
        Map("retention", async (reports, query, language, ct) =>
            Retention(await reports.GetRetentionReportAsync(query.Retention(await reports.GetMrrReportAsync(query.Mrr, cancellationToken: ct)), cancellationToken: ct)));
        Map("churn", async (reports, query, language, ct) =>
        {
            var mrr = await reports.GetMrrReportAsync(query.Mrr, cancellationToken: ct);
            return Churn(mrr.Months.Count == 0 ? new() : await reports.GetChurnReportAsync(query.Churn(mrr, language), cancellationToken: ct));
        });
        Map("dunning", async (reports, query, language, ct) => Dunning(await DunningOf(reports, query, ct)));
        Map("recovery", async (reports, query, language, ct) => Recovery(await DunningOf(reports, query, ct)));

        Map("pass-revenue", async (reports, query, language, ct) => PassRevenue(await reports.GetPassRevenueAsync(query.PassRevenue, cancellationToken: ct)));

        void Map(string name, Func<ReportClient, ReportQuery, string, CancellationToken, Task<CsvText>> make) =>
            app.MapGet($"{AdminSetup.Root}/reports/{name}.csv", async (HttpContext context, ReportClient reports, Locale locale) =>
            {
                var query = ReportQuery.Of(context.Request.Query);
                if (query.Unreadable is { } unreadable)
                {
                    return Results.Text(DateText.Explain(unreadable.Text, locale.Words), statusCode: StatusCodes.Status422UnprocessableEntity);
                }

                try
                {
                    var table = await make(reports, query, locale.Language.Code, context.RequestAborted);
                    context.Response.Headers.CacheControl = "no-store";
                    return Results.File(table.ToBytes(), CsvText.ContentType, $"{name}.csv");
                }
                catch (RpcException exception) when (!context.RequestAborted.IsCancellationRequested)
                {
                    var problem = Problem.From(exception, locale.Words);
                    return Results.Text(problem.Message, statusCode: problem.HttpStatus);
                }
            }).RequireAuthorization("Staff");
    }

    static async Task<DunningReport> DunningOf(ReportClient reports, ReportQuery query, CancellationToken ct) =>
        await reports.GetDunningReportAsync(query.Dunning(await reports.GetMrrReportAsync(query.Mrr, cancellationToken: ct)), cancellationToken: ct);

    static CsvText Mrr(MrrReport report)
    {
        var table = new CsvText(
            ["month", "currency", "opening", .. MrrKinds.All.Select(kind => kind.Name.ToLowerInvariant()), "closing", "gross_churn_percent", "net_churn_percent"]);
        foreach (var month in report.Months)
        {
            table.Day(month.Month).Text(report.CurrencyCode).Amount(month.Opening);
            foreach (var (_, of) in MrrKinds.All)
            {
                table.Amount(of(month));
            }

            table.Amount(month.Closing).Percent(month.GrossChurnRateBasisPoints).Percent(month.NetChurnRateBasisPoints).EndRow();
        }

        return table;
    }

    static CsvText Counts(MrrReport report)
    {
        var table = new CsvText("month", "currency", "active", "paused", "churned");
        foreach (var month in report.Months)
        {
            table.Day(month.Month).Text(report.CurrencyCode).Number(month.ActiveCount).Number(month.PausedCount).Number(month.ChurnedCount).EndRow();
        }

        return table;
    }

    static CsvText Churn(ChurnReport report)
    {
        var table = new CsvText("reason_code", "reason", "kind", "count", "currency", "mrr_lost");
        foreach (var reason in report.Reasons)
        {
            table.Text(reason.ReasonCode).Text(reason.Label).Text(reason.Voluntary ? "voluntary" : "involuntary").Number(reason.Count)
                .Text(report.CurrencyCode).Amount(reason.MrrLost).EndRow();
        }

        return table;
    }

    static CsvText Retention(RetentionReport report)
    {
        var table = new CsvText("cohort", "months_after", "started", "kept", "kept_percent");
        foreach (var cohort in report.Cohorts)
        {
            foreach (var (cell, n) in cohort.Cells.Select((cell, n) => (cell, n)))
            {
                table.Day(cohort.Month).Number(n).Number(cohort.Size).Number(cell.KeptCount).Percent(cell.ShareBasisPoints).EndRow();
            }
        }

        return table;
    }

    static CsvText PassRevenue(PassRevenueReport report)
    {
        var table = new CsvText("month", "template", "passes", "currency", "sold", "credited", "breakage", "sold_classes", "used_classes", "lapsed_classes");
        foreach (var row in report.Rows)
        {
            table.Day(row.Month).Text(row.TemplateName.In("en")).Number(row.Passes).Text(report.CurrencyCode).Amount(row.Sold).Amount(row.Credited).Amount(row.Breakage)
                .Number(row.SoldClasses).Number(row.UsedClasses).Number(row.LapsedClasses).EndRow();
        }

        return table;
    }

    static CsvText Dunning(DunningReport report)
    {
        var table = new CsvText("month", "cause", "cases", "recovered_cases", "lost_cases", "currency", "at_risk", "recovered", "lost", "open", "median_seconds_to_recovery");
        foreach (var row in report.Rows)
        {
            table.Day(row.Month).Text(row.Cause).Number(row.Cases).Number(row.RecoveredCases).Number(row.LostCases).Text(report.CurrencyCode)
                .Amount(row.AtRisk).Amount(row.Recovered).Amount(row.Lost).Amount(row.Open);
            (row.MedianTimeToRecovery is { } median ? table.Number(median.Seconds) : table.Text("")).EndRow();
        }

        return table;
    }

    /// <summary>Each cause, then each number of messages, in one table: what does not belong to a row is empty.</summary>
    static CsvText Recovery(DunningReport report)
    {
        var table = new CsvText("cause", "messages_sent", "cases", "recovered_cases", "recovered_percent");
        foreach (var cause in report.Rows.GroupBy(row => row.Cause).OrderBy(cause => cause.Key, StringComparer.Ordinal))
        {
            table.Text(cause.Key).Text("");
            Shares(table, cause.Sum(row => row.RecoveredCases), cause.Sum(row => row.Cases));
        }

        foreach (var step in report.Steps)
        {
            table.Text("").Number(step.MessagesSent);
            Shares(table, step.RecoveredCases, report.Rows.Sum(row => row.Cases));
        }

        return table;
    }

    static void Shares(CsvText table, int recovered, int cases) => table.Number(cases).Number(recovered).Percent(DunningTotals.Share(recovered, cases) ?? 0).EndRow();
}
