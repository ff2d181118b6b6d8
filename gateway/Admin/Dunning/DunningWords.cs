using Contracts.Billing.V1;
using Screens.Languages;

namespace Admin.Dunning;

/// <summary>What staff read of cases and campaigns.</summary>
static class DunningWords
{
    public static string Cause(DunningCause cause, Locale l) =>
        cause is DunningCause.NotPaid or DunningCause.ConfirmationRequired ? l[$"DunningCause_{cause}"] : l[$"PaymentCause_{cause}"];

    /// <summary>In a word or two: limit exceeded.</summary>
    public static string ShortCause(DunningCause cause, Locale locale) => locale[$"DunningCauseName_{cause}"];

    /// <param name="cause">As events and reports name it: limit_exceeded.</param>
    /// <returns>As it is where it is no known cause.</returns>
    public static string ShortCause(string cause, Locale l) =>
        Enum.TryParse<DunningCause>(cause.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var known) ? ShortCause(known, l) : cause;

    /// <summary>What a case does next; empty where nothing comes by itself.</summary>
    public static string Next(DunningCase wanted, Locale l)
    {
        if (wanted.NextStepTime is null)
        {
            return "";
        }

        return wanted.StepsDone < wanted.Schedule.Steps.Count
            ? Step(wanted.Schedule.Steps[wanted.StepsDone], l)
            : l[$"DunningWord_{FinalAction(wanted.Schedule.FinalAction)}"];
    }

    public static string Step(DunningStep step, Locale l) =>
        step.Template.Length > 0 ? l[$"MailTemplate_{step.Template}"] : l[step.Kind == DunningStepKind.Retry ? "Retry" : $"DunningWord_{Kind(step.Kind)}"];

    /// <summary>As forms name it: write_off.</summary>
    public static string FinalAction(DunningFinalAction action) => action switch
    {
        DunningFinalAction.Close => "close",
        DunningFinalAction.WriteOff => "write_off",
        _ => "keep",
    };

    public static string Kind(DunningStepKind kind) => kind.ToString().ToLowerInvariant();
}
