using System.Text.Json.Nodes;

namespace Browser.Tests.Passes;

/// <summary>Words for what tests of passes do again and again.</summary>
internal static class PassWords
{
    /// <summary>A template that can be sold: Subscriptions learns of it a moment after Plans.</summary>
    /// <param name="more">Of the template, beside its terms; as the JSON API takes it.</param>
    public static async Task<PassTemplate> SellableTemplate(this Business given, Api api, Customer customer, JsonObject? terms = null, JsonObject? more = null)
    {
        var template = await given.PassTemplate(terms: terms);
        if (more is not null)
        {
            await api.Patch($"pass-templates/{template.Id}", more);
        }

        await Eventually.Async(
            async () => (await api.Answer($"passes:previewSale?customerId={customer.Id}&templateId={template.Id}")).Contains("soldPrice", StringComparison.Ordinal), "the template to be known");
        return template;
    }

    /// <summary>A pass of a template of its own.</summary>
    public static async Task<SoldPass> PassOf(this Business given, Customer customer, JsonObject? terms = null) =>
        await given.Pass(await given.PassTemplate(terms: terms), customer);

    public static async Task<string> CodeOf(this Business given, SoldPass pass) => (await given.PassNow(pass)).List("holders")[0]!.AsObject().Text("code");
}
