using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Screens.Formatting;
using Screens.Languages;
using Screens.Problems;

namespace Admin;

/// <summary>A list as a CSV file, one row each: sent page by page, so that it may be of any length.</summary>
static class ListFile
{
    /// <summary>Rows that are asked for at once.</summary>
    public const int PageSize = 200;

    /// <param name="name">invoices.csv</param>
    /// <param name="unreadable">The field of the address that nothing can be asked by and the key of the words that say why; null when all is well.</param>
    /// <param name="ask">For the page of a token; the first has none.</param>
    /// <param name="next">The token of the page after one; empty after the last.</param>
    /// <param name="rows">Writes a page.</param>
    public static async Task<IResult> Send<TPage>(
        HttpContext context, Locale locale, string name, (string Field, string Key)? unreadable, string[] columns,
        Func<string, Task<TPage>> ask, Func<TPage, string> next, Action<CsvText, TPage> rows)
    {
        if (unreadable is { } wrong)
        {
            return Results.Text($"{FieldNames.Of(wrong.Field, locale)}: {locale[wrong.Key]}", statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            // What is refused is refused before anything was sent.
            var page = await ask("");
            context.Response.Headers.CacheControl = "no-store";
            return Results.Stream(body => Write(body, page), CsvText.ContentType, name);
        }
        catch (RpcException exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            var problem = Problem.From(exception, locale.Words);
            return Results.Text(problem.Message, statusCode: problem.HttpStatus);
        }

        async Task Write(Stream body, TPage page)
        {
            var table = new CsvText(columns);
            while (true)
            {
                rows(table, page);
                await body.WriteAsync(table.Take(), context.RequestAborted);
                if (next(page) is not { Length: > 0 } token)
                {
                    return;
                }

                page = await ask(token);
            }
        }
    }
}
