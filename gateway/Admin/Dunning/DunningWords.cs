using Contracts.Billing.V1;
using Screens.Formatting;
using Screens.Languages;

namespace Admin.Dunning;

/// <summary>What staff read of cases and campaigns.</summary>
static class DunningWords
{
    /// <summary>The mails that steps may send.</summary>
    public static IReadOnlyList<string> Templates { get; } = ["payment_failed_1", "payment_failed_2", "payment_failed_3", "restriction_notice", "final_notice"];

    /// <param name="cause">As reports name it: limit_exceeded.</param>
    /// <returns>In a word or two; as it is where it is no known cause.</returns>
    public static string ShortCause(string cause, Locale l) => CauseWords.Read(cause) is { } known ? CauseWords.Short(known, l) : cause;

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
