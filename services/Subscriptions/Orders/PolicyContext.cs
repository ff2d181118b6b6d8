using Subscriptions.Catalogue;

namespace Subscriptions.Orders;

/// <summary>What a decision hangs on beside the order itself: what the business lets customers do; all of it for anybody else.</summary>
/// <param name="Enabled">Customers manage their subscriptions themselves.</param>
/// <param name="Unpaid">It was closed for want of payment, and something is unpaid still.</param>
/// <param name="TrialUsed">A quotation offers a trial that the customer has had already.</param>
internal sealed record PolicyContext(bool Enabled, SelfService Switches, bool PlanArchived, bool Unpaid, bool TrialUsed)
{
    public static readonly PolicyContext OfStaff = new(
        Enabled: true,
        SelfService.Everything,
        PlanArchived: false,
        Unpaid: false,
        TrialUsed: false);

    /// <param name="refusal">The reason when the plan's switch is off.</param>
    public string? DenialUnless(Func<SelfService, bool> isOn, string refusal) =>
        !Enabled ? "SELF_SERVICE_DISABLED" : isOn(Switches) ? null : refusal;
}
