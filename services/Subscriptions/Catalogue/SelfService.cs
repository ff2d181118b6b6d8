using Contracts.Events;

namespace Subscriptions.Catalogue;

/// <summary>What customers may do by themselves with their subscriptions to a plan; meanings as in plans.v1.SelfService.</summary>
public sealed record SelfService(bool Closable, bool Pausable, bool PlanChangeable, bool QuantityChangeable, bool Reactivatable, bool Renewable)
{
    public static readonly SelfService Everything = new(true, true, true, true, true, true);

    internal static SelfService From(EventSelfService switches) => new(
        switches.Closable, switches.Pausable, switches.PlanChangeable, switches.QuantityChangeable, switches.Reactivatable, switches.Renewable);
}
