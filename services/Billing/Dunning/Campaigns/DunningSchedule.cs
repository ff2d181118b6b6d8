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

    /// <summary>The least: a day for the first mail, one for a notice, and the end.</summary>
    public const int MinimumDays = 2;

    /// <summary>
    /// The same in less time, as it must not outlast the billing period, nor the plan's automatic closing: each day moves in proportion. What then falls
    /// on one day is done once: of several mails the first of all, else the last. A notice has a day without another message, at least one before what it announces; where
    /// the days do not suffice for that, service is not restricted, and nothing says that it will be.
    /// </summary>
    /// <param name="days">Longest that it may last; it lasts at least <see cref="MinimumDays"/>.</param>
    public DunningSchedule ShortenedTo(int days) => days >= FinalDay ? this : Within(Math.Max(MinimumDays, days));

    /// <summary>The same, shortened, with the plan's automatic closing as its end; where it ends otherwise by itself, a notice announces that.</summary>
    /// <param name="days">As in <see cref="ShortenedTo"/>.</param>
    public DunningSchedule ClosingWithin(int days)
    {
        if (FinalAction == DunningFinalAction.Close)
        {
            return ShortenedTo(days);
        }

        var announced = Steps.Any(step => step.Template == DunningTemplates.FinalNotice);
        List<DunningStep> steps = announced ? [.. Steps] : [.. Steps, new(Math.Max(FinalDay - 1, Steps.Max(step => step.Day)), DunningStepKind.Notice, DunningTemplates.FinalNotice)];
        return (this with { Steps = steps, FinalAction = DunningFinalAction.Close }).Within(Math.Max(MinimumDays, Math.Min(days, FinalDay)));
    }

    /// <summary>The same where there is no service that could be restricted or closed, as with a one-off and a pass: nothing of that is announced.</summary>
    public DunningSchedule WithoutService() => this with
    {
        Steps = [.. Steps.Where(step => step.Kind is not (DunningStepKind.Notice or DunningStepKind.Restrict))],
        FinalAction = FinalAction == DunningFinalAction.Close ? DunningFinalAction.Keep : FinalAction,
    };

    private DunningSchedule Within(int last)
    {
        List<DunningStep> steps = [.. Steps.Select(step => step with { Day = step.Day * last / FinalDay })];
        steps.RemoveAll(step => step is { Kind: DunningStepKind.Retry, Day: 0 });
        if (!TrySpread(steps, last))
        {
            steps.RemoveAll(step => step.Kind == DunningStepKind.Restrict || step.Template == DunningTemplates.RestrictionNotice);
            if (!TrySpread(steps, last))
            {
                // Of several notices of the end the last.
                var kept = steps.FindLastIndex(step => step.Kind == DunningStepKind.Notice);
                steps = [.. steps.Where((step, i) => step.Kind != DunningStepKind.Notice || i == kept)];
                TrySpread(steps, last);
            }
        }

        steps = [.. steps.OrderBy(step => step.Day)];
        RemoveRepeats(steps);
        return this with { Steps = steps, FinalDay = last };
    }

    /// <summary>Moves the first mail, the notices and the restriction so far apart that each notice has its day.</summary>
    /// <returns>False where there are too few days; then nothing was moved.</returns>
    private static bool TrySpread(List<DunningStep> steps, int last)
    {
        var first = steps.FindIndex(step => step.IsMessage);
        List<int> chain = [.. Enumerable.Range(0, steps.Count).Where(i => i == first || steps[i].Kind is DunningStepKind.Notice or DunningStepKind.Restrict)];
        var days = chain.ConvertAll(i => steps[i].Day);
        for (var i = 1; i < chain.Count; i++)
        {
            days[i] = Math.Max(days[i], days[i - 1] + Gap(steps[chain[i - 1]]));
        }

        for (var i = chain.Count - 1; i >= 0; i--)
        {
            days[i] = Math.Min(days[i], i == chain.Count - 1 ? last - (steps[chain[i]].Kind == DunningStepKind.Notice ? 1 : 0) : days[i + 1] - Gap(steps[chain[i]]));
        }

        if (days.Count > 0 && days[0] < 0)
        {
            return false;
        }

        for (var i = 0; i < chain.Count; i++)
        {
            steps[chain[i]] = steps[chain[i]] with { Day = days[i] };
        }

        return true;
    }

    /// <summary>Days from it to the next notice or restriction.</summary>
    private static int Gap(DunningStep step) => step.Kind == DunningStepKind.Restrict ? 0 : 1;

    private static void RemoveRepeats(List<DunningStep> steps)
    {
        var first = steps.FindIndex(step => step.IsMessage);
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var step = steps[i];
            var sameDay = steps.Where((other, at) => at != i && other.Day == step.Day).ToList();
            var later = steps.Skip(i + 1).Where(other => other.Day == step.Day);
            var repeats = step.Kind switch
            {
                DunningStepKind.Mail => i != first && (sameDay.Exists(other => other.Kind == DunningStepKind.Notice) || sameDay.Contains(steps[first]) || later.Any(other => other.IsMessage)),
                DunningStepKind.Retry or DunningStepKind.Banner => later.Any(other => other.Kind == step.Kind),
                _ => false,
            };
            if (repeats)
            {
                steps.RemoveAt(i);
            }
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

    /// <summary>The open invoices are marked uncollectible.</summary>
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
