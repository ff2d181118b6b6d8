using System.Collections.Concurrent;
using HandlebarsDotNet;

namespace Notifications.Rendering;

/// <summary>
/// The mails that there are, in every language: the built-in words, read from the assembly when first used, and the business's own. What was
/// compiled is kept by its version, which never changes.
/// </summary>
internal sealed class MailTemplates
{
    public const string SubscriptionClosed = "subscription_closed";
    public const string CloseScheduled = "close_scheduled";
    public const string CloseUndone = "close_undone";
    public const string SubscriptionPaused = "subscription_paused";
    public const string SubscriptionPausedUntil = "subscription_paused_until";
    public const string SubscriptionResumed = "subscription_resumed";
    public const string SubscriptionReactivated = "subscription_reactivated";
    public const string TermEnds = "term_ends";
    public const string SubscriptionRenewed = "subscription_renewed";
    public const string SubscriptionChanged = "subscription_changed";
    public const string ChangeScheduled = "change_scheduled";
    public const string ChangeCancelled = "change_cancelled";
    public const string Quotation = "quotation";
    public const string OrderConfirmed = "order_confirmed";
    public const string Invoice = "invoice";
    public const string Receipt = "receipt";
    public const string Refund = "refund";
    public const string CreditNote = "credit_note";
    public const string TrialEnds = "trial_ends";
    public const string RenewalAhead = "renewal_ahead";
    public const string CardExpires = "card_expires";
    public const string PassSold = "pass_sold";
    public const string PassExpiring = "pass_expiring";
    public const string PassLow = "pass_low";
    public const string PassExpired = "pass_expired";
    public const string PassExtended = "pass_extended";
    public const string SignIn = "sign_in";
    public const string PaymentFailed1 = "payment_failed_1";
    public const string PaymentFailed2 = "payment_failed_2";
    public const string PaymentFailed3 = "payment_failed_3";
    public const string RestrictionNotice = "restriction_notice";
    public const string FinalNotice = "final_notice";

    private readonly ConcurrentDictionary<(string Template, string Language, int Version), MailTemplate> _templates = new();

    private readonly Lazy<HandlebarsTemplate<object, object>> _layout = new(() => Handlebars.Create(
        new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true }).Compile(Read("layout.hbs")));

    /// <summary>The product's own words, in the form that <see cref="MailTemplate"/> reads.</summary>
    public static string BuiltIn(string template, string language) => Read($"{template}.{language}.hbs");

    /// <summary>Whether a version was compiled before, so that its source need not be read.</summary>
    public bool Knows(string template, string language, int version) => _templates.ContainsKey((template, language, version));

    /// <summary>In the product's own words.</summary>
    public RenderedMail Render(string template, string language, Dictionary<string, string> values) =>
        Render(template, language, 0, () => BuiltIn(template, language), values);

    /// <param name="version">0: the built-in one.</param>
    /// <param name="source">Asked for the first time.</param>
    /// <param name="values">Every word that the template names in double braces; plain text.</param>
    public RenderedMail Render(string template, string language, int version, Func<string> source, Dictionary<string, string> values)
    {
        return Render(language, _templates.GetOrAdd((template, language, version), _ => MailTemplate.Parse(source())), values);
    }

    /// <summary>In words that are no version, and may never be one.</summary>
    public RenderedMail Preview(string language, string source, Dictionary<string, string> values) => Render(language, MailTemplate.Parse(source), values);

    private RenderedMail Render(string language, MailTemplate words, Dictionary<string, string> values)
    {
        var subject = words.Subject(values);
        var blocks = words.Blocks(values);
        return new RenderedMail(subject, Text(blocks), Html(language, subject, blocks));
    }

    private static string Text(List<MailBlock> blocks) => string.Join("\n\n", blocks.Select(block => block switch
    {
        { Facts: { } facts } => string.Join('\n', facts.Select(f => $"{f.Label}: {f.Value}")),
        { Button: { } button } => $"{button.Label}:\n{button.Address}",
        _ => string.Join('\n', block.Lines!),
    })) + "\n";

    private string Html(string language, string subject, List<MailBlock> blocks) => _layout.Value(new
    {
        language,
        direction = language == "fa" ? "rtl" : "ltr",
        start = language == "fa" ? "right" : "left",
        subject,
        blocks,
    });

    private static string Read(string name)
    {
        using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no mail template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A mail's words, with all values in.</summary>
internal sealed record RenderedMail(string Subject, string Text, string Html);
