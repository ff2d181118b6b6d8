using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Campaigns;

/// <summary>Reads a schedule and names everything that is wrong with it.</summary>
internal static class ScheduleValidation
{
    private const int MaximumSteps = 40;
    private const int MaximumThresholds = 200;

    public static DunningSchedule Schedule(this FieldValidator validator, string field, Wire.DunningSchedule? wanted)
    {
        if (wanted is null)
        {
            validator.Require(false, field, "REQUIRED", "is required.");
            return DunningCampaign.Default;
        }

        validator.Require(wanted.Steps.Count > 0, $"{field}.steps", "NO_STEPS", "must have a step.");
        validator.Require(wanted.Steps.Count <= MaximumSteps, $"{field}.steps", "TOO_MANY_STEPS", $"has {wanted.Steps.Count} steps; it may have {MaximumSteps}.");
        List<DunningStep> steps = [.. wanted.Steps.Take(MaximumSteps).Select((step, i) => validator.Step($"{field}.steps[{i}]", step))];
        var finalDay = validator.Range($"{field}.final_day", wanted.FinalDay, 1, DunningSchedule.MaximumDay);
        validator.Require(DunningWire.FinalActionOf(wanted.FinalAction) is not null, $"{field}.final_action", "REQUIRED", "must be close, keep or write off.");
        var schedule = new DunningSchedule(
            steps, DunningWire.FinalActionOf(wanted.FinalAction) ?? DunningFinalAction.Keep, finalDay, validator.Thresholds($"{field}.thresholds", wanted), wanted.LearnsRetryTimes);
        validator.Order(field, schedule);
        return schedule;
    }

    private static DunningStep Step(this FieldValidator validator, string field, Wire.DunningStep wanted)
    {
        var day = validator.Range($"{field}.day", wanted.Day, 0, DunningSchedule.MaximumDay);
        var kind = DunningWire.StepKindOf(wanted.Kind);
        validator.Require(kind is not null, $"{field}.kind", "REQUIRED", "must be mail, retry, banner, notice or restrict.");
        var step = new DunningStep(day, kind ?? DunningStepKind.Banner, wanted.Template);
        var allowed = kind switch
        {
            DunningStepKind.Mail => DunningTemplates.Mails,
            DunningStepKind.Notice => DunningTemplates.Notices,
            _ => [],
        };
        if (step.IsMessage)
        {
            validator.Require(allowed.Contains(step.Template), $"{field}.template", "UNKNOWN_TEMPLATE", $"must be one of {string.Join(", ", allowed)}.");
        }
        else
        {
            validator.Require(step.Template.Length == 0, $"{field}.template", "NOT_A_MESSAGE", "is only for a mail or a notice.");
        }

        validator.Require(kind != DunningStepKind.Retry || day > 0, $"{field}.day", "RETRY_AT_ONCE", "must be 1 or more: a charge that has just failed is not tried again on the same day.");
        return step;
    }

    private static void Order(this FieldValidator validator, string field, DunningSchedule schedule)
    {
        var steps = schedule.Steps;
        for (var i = 1; i < steps.Count; i++)
        {
            validator.Require(steps[i].Day >= steps[i - 1].Day, $"{field}.steps[{i}].day", "OUT_OF_ORDER", $"is {steps[i].Day}, before day {steps[i - 1].Day} of the step before it.");
        }

        validator.Require(steps.All(step => step.Day <= schedule.FinalDay), $"{field}.final_day", "BEFORE_A_STEP", "must not lie before the last step.");
        var first = steps.FirstOrDefault(step => step.IsMessage);
        validator.Require(first?.Kind == DunningStepKind.Mail, $"{field}.steps", "NO_FIRST_MAIL", "must begin to write with a mail: the first message never threatens.");
        validator.Require(steps.Count(step => step.Kind == DunningStepKind.Restrict) <= 1, $"{field}.steps", "RESTRICTED_TWICE", "may restrict once at most.");
        validator.Notices(field, schedule);
    }

    /// <summary>Each says what then happens, and has a day before it: one that comes on the day is none (domain.md A3.37).</summary>
    private static void Notices(this FieldValidator validator, string field, DunningSchedule schedule)
    {
        List<DunningStep> steps = [.. schedule.Steps];
        var restrict = steps.FindIndex(step => step.Kind == DunningStepKind.Restrict);
        for (var i = 0; i < steps.Count; i++)
        {
            var at = $"{field}.steps[{i}].template";
            validator.Require(
                steps[i].Template != DunningTemplates.RestrictionNotice || i < restrict, at, "NO_RESTRICTION_AFTER", "stands before a restriction only: it says that service will be restricted.");
            validator.Require(steps[i].Template != DunningTemplates.FinalNotice || i > restrict, at, "BEFORE_THE_RESTRICTION", "stands after the restriction: it says what ends the campaign.");
            validator.Require(
                steps[i].Template != DunningTemplates.FinalNotice || schedule.FinalAction != DunningFinalAction.Keep, at, "NOTHING_ENDS", "is for a campaign that closes or writes off.");
        }

        var announced = restrict < 0 ? null : steps.Take(restrict).LastOrDefault(step => step.Template == DunningTemplates.RestrictionNotice);
        validator.Require(restrict < 0 || announced?.Day < steps[restrict].Day, $"{field}.steps", "NO_NOTICE", "must send a notice of the restriction at least a day before it.");
        var last = steps.LastOrDefault(step => step.Kind == DunningStepKind.Notice);
        var ends = schedule.FinalAction == DunningFinalAction.Close || last?.Template == DunningTemplates.FinalNotice;
        validator.Require(!ends || last?.Day < schedule.FinalDay, $"{field}.final_action", "NO_NOTICE", "may come only when a notice was sent at least a day before.");
    }

    private static Dictionary<string, decimal> Thresholds(this FieldValidator validator, string field, Wire.DunningSchedule wanted)
    {
        var thresholds = new Dictionary<string, decimal>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(wanted.Thresholds.Count, MaximumThresholds); i++)
        {
            var money = wanted.Thresholds[i];
            var amount = validator.Amount($"{field}[{i}]", money);
            validator.Require(thresholds.TryAdd(money.CurrencyCode, amount), $"{field}[{i}]", "REPEATED", "is the second amount for its currency.");
        }

        return thresholds;
    }
}
