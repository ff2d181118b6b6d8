using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>
/// The proof that a customer was told before service is interrupted (domain.md A3.37): what became of the mail that announced it, and the day that
/// it promised.
/// </summary>
/// <param name="CaseId">The dunning case that the mails are about.</param>
/// <param name="SubscriptionId">The unpaid one.</param>
/// <param name="Template">Of the mail.</param>
/// <param name="SentAt">When a mail server had accepted it; null when none has, or there is no mail.</param>
/// <param name="Bounced">It came back since.</param>
/// <param name="Begins">The beginning of the day that the mail names: accepted then or later it announced nothing ahead. Null where it names none.</param>
/// <param name="PromisedDay">First day on which it may happen, where the customer is: the one that the mail names, or a later one that was given since. Null where there is none.</param>
public sealed record PriorNotice(
    Guid CaseId, Guid SubscriptionId, string Template, DateTimeOffset? SentAt, bool Bounced, DateTimeOffset? Begins, DateOnly? PromisedDay)
{
    private static readonly string[] Templates = ["restriction_notice", "final_notice"];

    /// <summary>Its words tell what will happen, and when; those of other mails about a case do not.</summary>
    public static bool IsNotice(string template) => Templates.Contains(template);

    /// <summary>
    /// Why nothing may be interrupted yet: NOT_YET, as the day lies ahead and the mail may still arrive; NO_NOTICE, NOTICE_BOUNCED, or NOTICE_LATE where it arrived only
    /// once the day had begun. Null when it may.
    /// </summary>
    /// <param name="subscriptionId">What is to be interrupted.</param>
    public string? Denial(Guid subscriptionId, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (subscriptionId != SubscriptionId)
        {
            return "NO_NOTICE";
        }

        if (PromisedDay is { } ahead && CivilTime.StartOfDay(ahead, zone) > now)
        {
            return "NOT_YET";
        }

        if (!IsNotice(Template))
        {
            return "NO_NOTICE";
        }

        if (Bounced)
        {
            return "NOTICE_BOUNCED";
        }

        if (SentAt is null)
        {
            return "NO_NOTICE";
        }

        if (PromisedDay is null || Begins is null)
        {
            return "NOT_YET";
        }

        return SentAt < Begins ? null : "NOTICE_LATE";
    }
}
