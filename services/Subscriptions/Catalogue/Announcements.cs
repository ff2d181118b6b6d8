using Contracts.Events;
using Contracts.Plans.V1;
using ServiceDefaults.Access;

namespace Subscriptions.Catalogue;

/// <summary>What Plans answers, as the event that announces it: copies are made of events alone.</summary>
internal static class Announcements
{
    public static PlanChanged Announcement(this Plan plan) => new(
        Guid.CreateVersion7(),
        Guid.Parse(plan.Id),
        Caller.System,
        plan.UpdateTime.ToDateTimeOffset(),
        plan.Revision,
        new Dictionary<string, string>(plan.Name.Values),
        new EventInterval(plan.BillingPeriod.Unit.ToString().ToLowerInvariant(), plan.BillingPeriod.Count, plan.BillingPeriod.Calendar.ToString().ToLowerInvariant()),
        new EventMoney(plan.Price.CurrencyCode, plan.Price.ToDecimal()),
        plan.TaxCode,
        new EventSelfService(
            plan.SelfService.Closable,
            plan.SelfService.Pausable,
            plan.SelfService.PlanChangeable,
            plan.SelfService.QuantityChangeable,
            plan.SelfService.Reactivatable,
            plan.SelfService.Renewable),
        new EventOfferedTerms(plan.Terms.TrialDays, plan.Terms.TermPeriods, plan.Terms.RenewsByItself, plan.Terms.RenewNoticeDays, plan.Terms.BillingDay),
        new EventClosingPolicy(
            plan.Closing.Credit.ToString().ToLowerInvariant(),
            plan.Closing.Settlement == Contracts.Common.V1.ClosingSettlement.Refund ? "refund" : "account_credit"),
        plan.CloseAfterUnpaidDays,
        plan.Archived)
    {
        PassGrant = plan.PassGrant is { } grant ? new EventPassGrant(Guid.Parse(grant.PassTemplateId), grant.End != GrantedPassEnd.Template) : null,
    };

    public static ProductChanged Announcement(this Product product) => new(
        Guid.CreateVersion7(),
        Guid.Parse(product.Id),
        Caller.System,
        product.UpdateTime.ToDateTimeOffset(),
        product.Revision,
        new Dictionary<string, string>(product.Name.Values),
        product.Kind == ProductKind.Recurring,
        new EventMoney(product.Price.CurrencyCode, product.Price.ToDecimal()),
        product.TaxCode,
        product.Archived);
}
