namespace Notifications.Rendering;

/// <summary>A value that the templates of a kind may name.</summary>
/// <param name="Required">The body must name it.</param>
/// <param name="IsLink">It is an address, so a button may lead to it.</param>
/// <param name="IsSecret">It signs its reader in: never in the subject, which lists and logs show.</param>
internal sealed record MailField(string Name, bool Required = false, bool IsLink = false, bool IsSecret = false);

/// <summary>Which values each kind of mail offers to its templates. Whoever queues a mail gives all of them.</summary>
internal static class MailKinds
{
    private static readonly MailField[] Order =
        [new("name"), new("sender"), new("order"), new("plan"), new("orderLink", IsLink: true), new("signInLink", IsLink: true)];

    private static readonly Dictionary<string, IReadOnlyList<MailField>> Fields = new(StringComparer.Ordinal)
    {
        [MailTemplates.SubscriptionClosed] = OfOrder("endDate", "lastDay"),
        [MailTemplates.CloseScheduled] = OfOrder("endDate", "lastDay"),
        [MailTemplates.CloseUndone] = OfOrder("endDate", "lastDay"),
        [MailTemplates.SubscriptionPaused] = OfOrder("pauseDate"),
        [MailTemplates.SubscriptionPausedUntil] = OfOrder("pauseDate", "resumeDate"),
        [MailTemplates.SubscriptionResumed] = OfOrder("resumeDate", "nextInvoiceDate"),
        [MailTemplates.SubscriptionReactivated] = OfOrder("startDate", "price", "discount", "toPay"),
        [MailTemplates.TermEnds] = OfOrder("termEnd", "lastDay"),
        [MailTemplates.SubscriptionRenewed] = OfOrder("termEnd", "lastDay"),
        [MailTemplates.SubscriptionChanged] = OfOrder("old", "new", "price", "discount", "toPay"),
        [MailTemplates.ChangeScheduled] = OfOrder("old", "new", "price", "discount", "toPay", "changeDate"),
        [MailTemplates.ChangeCancelled] = OfOrder("old", "new", "price", "discount", "toPay"),
        [MailTemplates.Quotation] = OfOrder("price", "discount", "toPay"),
        [MailTemplates.OrderConfirmed] = OfOrder("startDate", "price", "discount", "toPay"),
        [MailTemplates.Invoice] = OfInvoice("amount", "period", "dueDate", "paymentWords"),
        [MailTemplates.Receipt] = OfInvoice("amount", "method"),
        [MailTemplates.Refund] = OfInvoice("amount", "method"),
        [MailTemplates.CreditNote] = OfInvoice("amount", "creditNote"),
        [MailTemplates.TrialEnds] = OfOrder("trialEnd", "price", "discount", "toPay"),
        [MailTemplates.RenewalAhead] = OfOrder("renewDate", "price", "discount", "toPay"),
        [MailTemplates.CardExpires] = [new("name"), new("sender"), new("card"), new("expiry"), new("cardLink", IsLink: true)],
        [MailTemplates.PassSold] = OfPass("classes", "startDate"),
        [MailTemplates.PassExpiring] = OfPass("left"),
        [MailTemplates.PassLow] = OfPass("left"),
        [MailTemplates.PassExpired] = OfPass("unused"),
        [MailTemplates.PassExtended] = OfPass("left", "bonus"),
        [MailTemplates.PaymentFailed1] = OfDunning(),
        [MailTemplates.PaymentFailed2] = OfDunning(),
        [MailTemplates.PaymentFailed3] = OfDunning(),
        [MailTemplates.RestrictionNotice] = OfDunning("restrictDate"),
        [MailTemplates.FinalNotice] = [.. OfDunning("finalDate"), new("finalWords")],
        [MailTemplates.SignIn] = [new("name"), new("sender"), new("minutes"), new("link", Required: true, IsLink: true, IsSecret: true)],
    };

    public static IReadOnlyList<string> All { get; } = [.. Fields.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// It cannot be switched off: without a sign-in mail no customer or member of staff signs in, and a restriction or a close for want of payment waits for a delivered
    /// notice (domain.md A3 37), so without notices it would wait for ever. Which steps dunning takes is said by its campaigns.
    /// </summary>
    public static bool IsAlwaysEnabled(string kind) => kind is MailTemplates.SignIn or MailTemplates.RestrictionNotice or MailTemplates.FinalNotice;

    /// <summary>It is about a failed payment.</summary>
    public static bool IsOfDunning(string kind) => kind is MailTemplates.PaymentFailed1 or MailTemplates.PaymentFailed2 or MailTemplates.PaymentFailed3
        or MailTemplates.RestrictionNotice or MailTemplates.FinalNotice;

    public static bool Exists(string kind) => Fields.ContainsKey(kind);

    public static IReadOnlyList<MailField> FieldsOf(string kind) => Fields[kind];

    /// <summary>Such a mail signs its reader in.</summary>
    public static bool HoldsSecret(string kind) => Fields.TryGetValue(kind, out var fields) && fields.Any(field => field.IsSecret);

    /// <exception cref="InvalidOperationException">A value is missing that an edited template may name.</exception>
    public static void RequireValues(string kind, Dictionary<string, string> values)
    {
        if (Fields[kind].FirstOrDefault(field => !values.ContainsKey(field.Name)) is { } missing)
        {
            throw new InvalidOperationException($"A mail {kind} was queued without the value {missing.Name}.");
        }
    }

    private static IReadOnlyList<MailField> OfDunning(params string[] more) =>
    [
        new("name"), new("sender"), new("order"), new("plan"), new("pass"), new("invoices"), new("amount"), new("cause"), new("whatHelps"),
        new("whatHappened"), new("access"),
        new("link", Required: true, IsLink: true, IsSecret: true), .. more.Select(name => new MailField(name, Required: true)),
    ];

    private static IReadOnlyList<MailField> OfInvoice(params string[] more) =>
    [
        new("name"), new("sender"), new("invoice"), new("order"), new("plan"), new("pass"), new("invoiceLink", IsLink: true), new("signInLink", IsLink: true),
        .. more.Select(name => new MailField(name)),
    ];

    private static IReadOnlyList<MailField> OfPass(params string[] more) =>
    [
        new("name"), new("sender"), new("pass"), new("passName"), new("lastDay"), new("passLink", IsLink: true), new("signInLink", IsLink: true),
        .. more.Select(name => new MailField(name)),
    ];

    private static IReadOnlyList<MailField> OfOrder(params string[] more) => [.. Order, .. more.Select(name => new MailField(name))];
}
