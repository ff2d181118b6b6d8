using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>
/// The proof that a customer was told before service is interrupted (domain.md A3.37): what became of the mails that announced it, and the day that
/// they promised.
/// </summary>
/// <param name="CaseId">The dunning case that the mails are about.</param>
/// <param name="SubscriptionId">The unpaid one.</param>
/// <param name="Template">Of the mail.</param>
/// <param name="SentAt">When a mail server had accepted it; null when none has, or there is no mail.</param>
/// <param name="Bounced">It came back since.</param>
/// <param name="PromisedDay">First day on which it may happen, where the customer is; null where none was named.</param>
public sealed record PriorNotice(Guid CaseId, Guid SubscriptionId, string Template, DateTimeOffset? SentAt, bool Bounced, DateOnly? PromisedDay)
{
    private static readonly string[] Templates = ["restriction_notice", "final_notice"];

    /// <summary>Its words tell what will happen, and when; those of other mails about a case do not.</summary>
    public static bool IsNotice(string template) => Templates.Contains(template);

    /// <summary>Why nothing may be interrupted yet: NO_NOTICE, NOTICE_BOUNCED or NOT_YET. Null when it may.</summary>
    /// <param name="subscriptionId">What is to be interrupted.</param>
    public string? WhyNot(Guid subscriptionId, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (subscriptionId != SubscriptionId || !IsNotice(Template))
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

        return PromisedDay is { } day && CivilTime.StartOfDay(day, zone) <= now ? null : "NOT_YET";
    }
}
