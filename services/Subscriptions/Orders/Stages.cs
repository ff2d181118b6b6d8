namespace Subscriptions.Orders;

/// <summary>Where an order stands.</summary>
public enum Stage
{
    Quotation,
    InProgress,
    Paused,
    ToRenew,
    Churned,
    Cancelled,
}

/// <summary>Every allowed move between stages, in one place.</summary>
internal static class Stages
{
    private static readonly HashSet<(Stage From, Stage To)> Moves =
    [
        (Stage.Quotation, Stage.InProgress),
        (Stage.Quotation, Stage.Cancelled),
        (Stage.InProgress, Stage.Paused),
        (Stage.InProgress, Stage.ToRenew),
        (Stage.InProgress, Stage.Churned),
        (Stage.Paused, Stage.InProgress),
        (Stage.Paused, Stage.Churned),
        (Stage.ToRenew, Stage.InProgress),
        (Stage.ToRenew, Stage.Paused),
        (Stage.ToRenew, Stage.Churned),
        // Reactivation, or a close that was taken back.
        (Stage.Churned, Stage.InProgress),
        (Stage.Churned, Stage.Paused),
        (Stage.Churned, Stage.ToRenew),
    ];

    public static bool CanMove(Stage from, Stage to) => Moves.Contains((from, to));

    /// <summary>Billed and served, or about to be again.</summary>
    public static bool IsRunning(this Stage stage) => stage is Stage.InProgress or Stage.Paused or Stage.ToRenew;

    /// <summary>As events and the chatter write it: in_progress.</summary>
    public static string Code(this Stage stage) => stage switch
    {
        Stage.Quotation => "quotation",
        Stage.InProgress => "in_progress",
        Stage.Paused => "paused",
        Stage.ToRenew => "to_renew",
        Stage.Churned => "churned",
        Stage.Cancelled => "cancelled",
        _ => throw new InvalidOperationException($"Unknown stage {stage}."),
    };
}
