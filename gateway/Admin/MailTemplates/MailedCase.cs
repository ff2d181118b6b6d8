using Admin.Dunning;
using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Notifications.V1;
using Screens.Formatting;

namespace Admin.MailTemplates;

/// <summary>What a mail would tell of a dunning case as it stands now.</summary>
static class MailedCase
{
    /// <summary>Mails of that kind are about a dunning case.</summary>
    public static bool Covers(string kind) => DunningWords.Templates.Contains(kind);

    public static MailedDunningCase Of(DunningCase of)
    {
        var start = of.StartDate.ToDateOnly()!.Value;
        var restrict = of.Schedule.Steps.FirstOrDefault(step => step.Kind == DunningStepKind.Restrict);
        var mailed = new MailedDunningCase
        {
            CustomerName = of.CustomerName,
            OrderNumber = of.Source?.Number ?? "",
            PlanName = of.Source?.Name,
            AmountDue = of.AmountDue,
            Cause = CauseWords.Name(of.Cause),
            MethodMustChange = of.MethodMustChange,
            RestrictDate = of.RestrictDate ?? (restrict is null ? null : Date.From(start.AddDays(restrict.Day))),
            FinalDate = Date.From(start.AddDays(of.Schedule.FinalDay)),
            Access = of.RestrictTime is not null && of.State is DunningState.Active or DunningState.Paused or DunningState.Exhausted ? "restricted" : "full",
            FinalAction = DunningWords.FinalAction(of.Schedule.FinalAction),
        };
        mailed.InvoiceNumbers.Add(of.Invoices.Select(invoice => invoice.Number));
        return mailed;
    }
}
