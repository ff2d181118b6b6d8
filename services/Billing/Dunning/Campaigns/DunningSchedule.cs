using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Dunning.Campaigns;

/// <summary>What is done about an unpaid subscription, and on which day after the failure (domain.md C10).</summary>
/// <param name="Steps">In the order of their days.</param>
/// <param name="FinalDay">Day of the final action; no step lies after it.</param>
/// <param name="Thresholds">By currency: no case is opened as long as less is due. In whole units.</param>
/// <param name="LearnsRetryTimes">A retry is made at the hour of its day at which earlier ones have succeeded; see <see cref="Timing.LearnedRetryTiming"/>.</param>
public sealed record DunningSchedule(
    IReadOnlyList<DunningStep> Steps, DunningFinalAction FinalAction, int FinalDay, IReadOnlyDictionary<string, decimal> Thresholds, bool LearnsRetryTimes = false)
{
    /// <summary>Longest that a campaign may last, in days.</summary>
    public const int MaximumDay = 120;

    /// <summary>The smallest amount that a case is opened for.</summary>
    public decimal ThresholdFor(string currency) => Thresholds.GetValueOrDefault(currency);

    /// <summary>
    /// The same in less time, as it must not outlast the billing period, nor the plan's automatic closing: each day moves in proportion. What then falls
    /// on one day is done once: of several mails the first of all, else the last; a notice keeps at least a day before what it tells of.
    /// </summary>
    /// <param name="days">Longest that it may last, at least 1.</param>
    public DunningSchedule ShortenedTo(int days)
    {
        if (days >= FinalDay)
        {
            return this;
        }

        var last = Math.Max(1, days);
        List<DunningStep> steps = [.. Steps.Select(step => step with { Day = step.Day * last / FinalDay })];
        steps.RemoveAll(step => step is { Kind: DunningStepKind.Retry, Day: 0 });
        RemoveRepeats(steps);
        KeepNoticeBeforeRestriction(steps, last);
        return this with { Steps = steps, FinalDay = last };
    }

    private static void RemoveRepeats(List<DunningStep> steps)
    {
        var first = steps.Find(step => step.IsMessage);
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var step = steps[i];
            var later = steps.Skip(i + 1).Where(other => other.Day == step.Day).ToList();
            if (step.Kind == DunningStepKind.Mail && step != first && later.Exists(other => other.IsMessage))
            {
                steps.RemoveAt(i);
            }
            else if (step.Kind is DunningStepKind.Mail && step != first && first is not null && step.Day == first.Day)
            {
                steps.RemoveAt(i);
            }
            else if (!step.IsMessage && later.Exists(other => other.Kind == step.Kind))
            {
                steps.RemoveAt(i);
            }
        }
    }

    /// <summary>Where no day is left between them, service is not restricted before the final action.</summary>
    private static void KeepNoticeBeforeRestriction(List<DunningStep> steps, int last)
    {
        var at = steps.FindIndex(step => step.Kind == DunningStepKind.Restrict);
        if (at < 0)
        {
            return;
        }

        var notice = steps.FindIndex(step => step.Kind == DunningStepKind.Notice);
        if (notice >= 0 && steps[at].Day > steps[notice].Day)
        {
            return;
        }

        var restrict = steps[at];
        steps.RemoveAt(at);
        if (notice >= 0 && steps[notice].Day + 1 < last)
        {
            var moved = restrict with { Day = steps[notice].Day + 1 };
            var place = steps.FindIndex(step => step.Day > moved.Day);
            steps.Insert(place < 0 ? steps.Count : place, moved);
        }
    }
}

/// <summary>One thing that a campaign does.</summary>
/// <param name="Day">Days after the failure.</param>
/// <param name="Template">Of a mail or a notice; empty otherwise.</param>
public sealed record DunningStep(int Day, DunningStepKind Kind, string Template = "")
{
    /// <summary>It writes to the customer.</summary>
    public bool IsMessage => Kind is DunningStepKind.Mail or DunningStepKind.Notice;
}

public enum DunningStepKind
{
    Mail,

    /// <summary>Charges the open invoices once more.</summary>
    Retry,

    /// <summary>Shows the banner in the portal.</summary>
    Banner,

    /// <summary>Writes that service is going to be restricted, or to end.</summary>
    Notice,

    /// <summary>Asks for the restriction of the unpaid subscription.</summary>
    Restrict,
}

public enum DunningFinalAction
{
    /// <summary>The subscription is closed as unpaid.</summary>
    Close,

    /// <summary>All stays as it is.</summary>
    Keep,

    /// <summary>The open invoices are given up.</summary>
    WriteOff,
}

internal static class DunningScheduleMapping
{
    private static readonly ValueComparer<DunningSchedule> ByContent = new(
        (a, b) => Write(a!) == Write(b!), v => Write(v).GetHashCode(StringComparison.Ordinal), v => v);

    /// <summary>Stored as JSON, the same way with every provider.</summary>
    public static PropertyBuilder<DunningSchedule> IsDunningSchedule(this PropertyBuilder<DunningSchedule> property) =>
        property.HasConversion(v => Write(v), v => JsonSerializer.Deserialize<DunningSchedule>(v, Options)!, ByContent);

    public static bool AreEqual(DunningSchedule a, DunningSchedule b) => Write(a) == Write(b);

    private static string Write(DunningSchedule schedule) => JsonSerializer.Serialize(schedule, Options);

    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };
}
