using Contracts.Common.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Screens.Formatting;

namespace Screens.Pages;

/// <summary>What was filled into one form; every value is empty when that form was not the one that was sent.</summary>
public sealed class Posted
{
    readonly IFormCollection? form;

    public Posted(HttpContext context, string formName)
    {
        if (HttpMethods.IsPost(context.Request.Method)
            && context.Request.HasFormContentType
            && context.Request.Form["_handler"] == formName)
        {
            form = context.Request.Form;
        }
    }

    public bool WasSent => form is not null;

    public string this[string field] => Or(field, "").Trim();

    /// <summary>The value as sent, or, on a form that was not sent yet, what it starts with. A date that was sent in parts is put together.</summary>
    public string Or(string field, string? start) =>
        form is null ? start ?? "" : form.TryGetValue(field, out StringValues value) ? value.ToString() : TypedDate.Read(field, part => form[part]);

    /// <summary>Every value of a field that stands in the form several times.</summary>
    public IReadOnlyList<string> All(string field) =>
        form is not null && form.TryGetValue(field, out StringValues values) ? [.. values.OfType<string>()] : [];

    /// <summary>A date that may be left out, as the reader writes it.</summary>
    /// <returns>False when something else was written.</returns>
    public bool TryOptionalDate(string field, out Date? date)
    {
        date = null;
        if (this[field].Length == 0)
        {
            return true;
        }

        if (!DateText.TryParse(this[field], out var day))
        {
            return false;
        }

        date = Date.From(day);
        return true;
    }

    public bool Ticked(string field, bool start = false) => form is null ? start : form.ContainsKey(field);

    public int Number(string field, int start) =>
        int.TryParse(Formatting.NumberText.Latin(this[field]), System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : start;

    /// <summary>A number that may be left out, which is 0; -1, which every service refuses, when something else was written.</summary>
    public int OptionalNumber(string field) => this[field].Length == 0 ? 0 : Number(field, -1);
}
