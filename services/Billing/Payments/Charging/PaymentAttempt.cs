using Billing.Payments.Methods;
using Billing.Payments.Providers;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Payments.Charging;

/// <summary>
/// One try to charge an invoice to its customer's payment method: Waiting -> InProgress -> Succeeded or Failed, by way of
/// Unresolved when the provider's answer is not known, and RequiresAction while the bank waits for the customer; or Waiting -> Cancelled or Failed without the provider being asked. Its id is
/// the idempotency key, so that whatever happens it charges once at most (domain.md C8).
/// </summary>
public sealed partial class PaymentAttempt : Entity
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private PaymentAttempt()
    {
    }

    public Guid InvoiceId { get; private init; }

    public Guid CustomerId { get; private init; }

    /// <summary>1 for the first of its invoice.</summary>
    public int Number { get; private init; }

    public PaymentAttemptState State { get; private set; }

    /// <summary>When it is taken up next; null when it is over.</summary>
    public DateTimeOffset? NextStepAt { get; private set; }

    /// <summary>When the provider was first asked for money; null while it was not.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>What is charged, in <see cref="Currency"/>; zero before it starts.</summary>
    public decimal Amount { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Null before it starts; the method may be removed since.</summary>
    public Guid? MethodId { get; private set; }

    public string Token { get; private set; } = "";

    public string Brand { get; private set; } = "";

    public string Last4 { get; private set; } = "";

    /// <summary>Of the card; see <see cref="SavedPaymentMethod.Fingerprint"/>.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>How often the provider was asked what became of it.</summary>
    public int Asks { get; private set; }

    /// <summary>Why the try before it had failed; null for the first of its invoice, and where another card was charged.</summary>
    public FailureCause? RetriedFor { get; private init; }

    /// <summary>What decided when it was made; null where it was no retry of a schedule.</summary>
    public RetryTimingKind? Timing { get; private init; }

    /// <summary>Day of the week and hour (0 to 23) at which it started, in the customer's time zone.</summary>
    public DayOfWeek? StartedOn { get; private set; }

    public int? StartedHour { get; private set; }

    /// <summary>The customer can confirm it until then; null where the bank did not ask for that.</summary>
    public DateTimeOffset? ConfirmBy { get; private set; }

    /// <summary>It is cancelled for another card, which is charged next.</summary>
    public bool Replaced { get; private set; }

    /// <summary>Set when it failed.</summary>
    public FailureCause? Cause { get; private set; }

    /// <summary>No further try with the same payment method makes sense.</summary>
    public bool Hard { get; private set; }

    /// <summary>What the provider called it; for staff only.</summary>
    public string ProviderCode { get; private set; } = "";

    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    /// <summary>What the provider is told, the same each time.</summary>
    internal ChargeOrder Order => new(Id.ToString(), Token, Amount, Currency);

    /// <summary>The provider was asked, and no final answer is written down.</summary>
    public bool IsOpen => State is PaymentAttemptState.InProgress or PaymentAttemptState.Unresolved or PaymentAttemptState.RequiresAction;

    /// <param name="actor">Who wants it.</param>
    /// <param name="retriedFor">See <see cref="RetriedFor"/>.</param>
    /// <param name="timing">See <see cref="Timing"/>.</param>
    internal static PaymentAttempt Plan(
        Invoices.Invoice invoice, int number, EventActor actor, DateTimeOffset now, FailureCause? retriedFor = null, RetryTimingKind? timing = null) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        NextStepAt = now,
        InvoiceId = invoice.Id,
        CustomerId = invoice.CustomerId,
        Number = number,
        Currency = invoice.Currency,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
        RetriedFor = retriedFor,
        Timing = timing,
    };

    /// <summary>Says what is to be charged, and to which card.</summary>
    internal void Choose(SavedPaymentMethod method, decimal amount)
    {
        Require(PaymentAttemptState.Waiting);
        MethodId = method.Id;
        Token = method.Token;
        Brand = method.Brand;
        Last4 = method.Last4;
        Fingerprint = method.Fingerprint;
        Amount = amount;
    }

    /// <summary>Waiting -> InProgress; saved before the provider is asked. Whoever finds it so later asks what became of it.</summary>
    /// <param name="timeZone">The customer's, IANA name.</param>
    internal void Start(DateTimeOffset now, string timeZone)
    {
        Require(PaymentAttemptState.Waiting);
        var local = CivilTime.LocalAt(now, timeZone);
        State = PaymentAttemptState.InProgress;
        StartedAt = now;
        StartedOn = local.DayOfWeek;
        StartedHour = local.Hour;
        NextStepAt = now + LongestCall;
        UpdatedAt = now;
    }

    /// <summary>Longer than the provider is given to answer: until then nobody else takes it up.</summary>
    internal static TimeSpan LongestCall => TimeSpan.FromMinutes(1);

    /// <summary>The provider is asked what became of it; saved before, so that only one asks.</summary>
    internal void AskAgain(DateTimeOffset now)
    {
        RequireOpen();
        State = PaymentAttemptState.Unresolved;
        Asks++;
        NextStepAt = now + LongestCall;
        UpdatedAt = now;
    }

    /// <summary>Nobody knows yet; asked again after a time that grows to an hour.</summary>
    internal void NotKnown(DateTimeOffset now)
    {
        RequireOpen();
        State = PaymentAttemptState.Unresolved;
        NextStepAt = now + Wait(Asks);
        UpdatedAt = now;
    }

    /// <summary>How long to wait before the provider is asked once more.</summary>
    internal static TimeSpan Wait(int asks)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(asks, 10));
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>The provider told that there is news: it is asked now. An attempt that is being asked for is asked for again by itself.</summary>
    internal void Wake(DateTimeOffset now)
    {
        if (State is PaymentAttemptState.Unresolved or PaymentAttemptState.RequiresAction && NextStepAt > now)
        {
            NextStepAt = now;
            UpdatedAt = now;
        }
    }

    internal void Succeed(DateTimeOffset now)
    {
        RequireOpen();
        Complete(PaymentAttemptState.Succeeded, now);
    }

    internal void Fail(ChargeFailed failure, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            Require(PaymentAttemptState.Waiting);
        }

        Cause = failure.Cause;
        Hard = failure.Hard;
        ProviderCode = failure.Code;
        Complete(PaymentAttemptState.Failed, now);
    }

    internal void Cancel(DateTimeOffset now)
    {
        Require(PaymentAttemptState.Waiting);
        Complete(PaymentAttemptState.Cancelled, now);
    }

    private void Complete(PaymentAttemptState state, DateTimeOffset now)
    {
        State = state;
        CompletedAt = now;
        NextStepAt = null;
        UpdatedAt = now;
    }

    private void Require(PaymentAttemptState state)
    {
        if (State != state)
        {
            throw new InvalidOperationException($"Charge attempt {Id} is {State}.");
        }
    }

    private void RequireOpen()
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException($"Charge attempt {Id} is {State}.");
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PaymentAttempt>
    {
        public void Configure(EntityTypeBuilder<PaymentAttempt> builder)
        {
            builder.ToTable("PaymentAttempts");
            builder.Ignore(a => a.Actor);
            builder.Ignore(a => a.Order);
            builder.Ignore(a => a.IsOpen);
            builder.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(a => a.Currency).HasMaxLength(3);
            builder.Property(a => a.Token).HasMaxLength(100);
            builder.Property(a => a.Brand).HasMaxLength(20);
            builder.Property(a => a.Last4).HasMaxLength(4);
            builder.Property(a => a.Fingerprint).HasMaxLength(100);
            builder.Property(a => a.Cause).HasConversion<string>().HasMaxLength(30);
            builder.Property(a => a.RetriedFor).HasConversion<string>().HasMaxLength(30);
            builder.Property(a => a.Timing).HasConversion<string>().HasMaxLength(20);
            builder.Property(a => a.StartedOn).HasConversion<string>().HasMaxLength(10);
            builder.Property(a => a.ProviderCode).HasMaxLength(50);
            builder.Property(a => a.ActorKind).HasMaxLength(20);
            builder.Property(a => a.ActorId).HasMaxLength(100);
            builder.Property(a => a.ActorName).HasMaxLength(200);
            builder.HasIndex(a => a.NextStepAt);
            // What retries brought, by their time.
            builder.HasIndex(a => new { a.RetriedFor, a.StartedAt });
            builder.HasIndex(a => new { a.InvoiceId, a.Number }).IsUnique();
            // Counts the tries of a card in a month (domain.md C9).
            builder.HasIndex(a => new { a.CustomerId, a.Fingerprint, a.StartedAt });
        }
    }
}
