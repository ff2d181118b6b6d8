using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Google.Protobuf.WellKnownTypes;
using Screens.Languages;

namespace Screens.Components;

/// <summary>What an action did to an order, where that hangs on how the order stands now.</summary>
/// <param name="EndDate">First day without service, of a close; null without one.</param>
/// <param name="UndoUntil">Until when the close can be undone; null where it is final once it has taken effect.</param>
/// <param name="ResumeDate">Day on which a pause is over by itself.</param>
/// <param name="TermEndDate">First day after the term.</param>
/// <param name="ChangePlanned">A change of plan or quantity waits for the next period.</param>
/// <param name="ChangeDate">Day on which it comes; null while it is not known.</param>
/// <param name="TimeZone">IANA; moments are told by its clock.</param>
public sealed record OrderOutcome(
    Stage Stage, Date? EndDate, Timestamp? UndoUntil, Date? ResumeDate, Date? TermEndDate, bool ChangePlanned, Date? ChangeDate, string TimeZone)
{
    public static OrderOutcome Of(Subscription order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new(order.Stage, order.Closing?.EndDate, order.Closing?.UndoUntil, order.Pause?.ResumeDate, order.TermEndDate, order.PendingChange is not null,
            order.PendingChange?.ChangeDate, order.TimeZone);
    }

    /// <param name="timeZone">The customer's.</param>
    public static OrderOutcome Of(PortalSubscription order, string timeZone)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new(order.Stage, order.EndDate, order.UndoUntil, order.ResumeDate, order.TermEndDate, order.PendingChange is not null,
            order.PendingChange?.ChangeDate, timeZone);
    }

    /// <summary>Null where the usual words will do; empty words where the order does not stand as the action leaves it, so that no old address tells what is not so.</summary>
    public string? Say(string action, Locale locale)
    {
        ArgumentNullException.ThrowIfNull(locale);
        return action switch
        {
            "closed" => Closed(locale),
            "paused" when Stage != Stage.Paused => "",
            "paused" => ResumeDate is null ? locale["OrderDone_Paused"] : locale.Format("OrderDone_PausedUntil", locale.Day(ResumeDate)),
            "renewed" => TermEndDate is null ? "" : locale.Format("OrderDone_Renewed", locale.Day(TermEndDate)),
            "changed" when !ChangePlanned => locale["OrderDone_Changed"],
            "changed" => ChangeDate is null ? locale["OrderDone_ChangePlanned"] : locale.Format("OrderDone_ChangePlannedFor", locale.Day(ChangeDate)),
            _ => null,
        };
    }

    string Closed(Locale locale) => (Stage, EndDate, UndoUntil) switch
    {
        (Stage.Churned, _, { } until) => locale.Format("OrderDone_ClosedUntil", locale.Moment(until, TimeZone)),
        (Stage.Churned, _, null) => locale["OrderDone_ClosedFinal"],
        (_, { } end, { } until) => locale.Format("OrderDone_CloseScheduledUntil", locale.Day(end), locale.Moment(until, TimeZone)),
        (_, { } end, null) => locale.Format("OrderDone_CloseScheduled", locale.Day(end)),
        _ => "",
    };
}
