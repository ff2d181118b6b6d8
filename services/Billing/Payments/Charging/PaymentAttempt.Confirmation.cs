namespace Billing.Payments.Charging;

/// <summary>The bank asks for the customer's confirmation of a charge: it is awaited, given, or cancelled.</summary>
public sealed partial class PaymentAttempt
{
    /// <summary>The bank asks for the customer's confirmation. It is taken up again when that has come, or has expired.</summary>
    /// <returns>That is news.</returns>
    internal bool AwaitConfirmation(DateTimeOffset expiresAt, DateTimeOffset now)
    {
        RequireOpen();
        var asked = ConfirmBy is null;
        State = PaymentAttemptState.RequiresAction;
        ConfirmBy ??= expiresAt;
        NextStepAt = Replaced ? now : ConfirmBy;
        UpdatedAt = now;
        return asked;
    }

    /// <summary>The customer came back from the bank's page: the provider is asked now.</summary>
    internal void ConfirmationReturned(DateTimeOffset now)
    {
        Require(PaymentAttemptState.RequiresAction);
        State = PaymentAttemptState.InProgress;
        NextStepAt = now;
        UpdatedAt = now;
    }

    /// <summary>Another card is to be charged instead.</summary>
    internal void Replace(DateTimeOffset now)
    {
        Replaced = true;
        if (State == PaymentAttemptState.RequiresAction)
        {
            NextStepAt = now;
        }

        UpdatedAt = now;
    }

    /// <summary>Its confirmation is waited for no longer.</summary>
    internal bool IsAbandoned(DateTimeOffset now) => ConfirmBy is { } by && (Replaced || by <= now);
}
