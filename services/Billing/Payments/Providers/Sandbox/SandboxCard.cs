using System.Globalization;
using System.Text.RegularExpressions;

namespace Billing.Payments.Providers.Sandbox;

/// <summary>
/// A test card, read from its token: sandbox_4242_122030 ends in 4242 and is good until December 2030. Anything may follow after
/// another underscore. docs/sandbox-cards.md lists what each card does.
/// </summary>
internal sealed partial record SandboxCard(CardFacts Facts, SandboxAnswer Answer)
{
    private static readonly Dictionary<string, (string Brand, SandboxAnswer Answer)> Known = new(StringComparer.Ordinal)
    {
        ["4242"] = ("visa", SandboxAnswer.Succeeds),
        ["4444"] = ("mastercard", SandboxAnswer.Succeeds),
        ["0069"] = ("visa", SandboxAnswer.Fails(FailureCause.ExpiredCard, hard: true, "expired_card")),
        ["0127"] = ("visa", SandboxAnswer.Fails(FailureCause.WrongDetails, hard: true, "invalid_account")),
        ["9995"] = ("visa", SandboxAnswer.Fails(FailureCause.InsufficientFunds, hard: false, "insufficient_funds")),
        ["6975"] = ("visa", SandboxAnswer.Fails(FailureCause.LimitExceeded, hard: false, "limit_exceeded")),
        ["0002"] = ("visa", SandboxAnswer.Fails(FailureCause.Unknown, hard: false, "generic_decline")),
        ["9987"] = ("visa", SandboxAnswer.Fails(FailureCause.Unknown, hard: true, "lost_card")),
        ["9979"] = ("visa", SandboxAnswer.Fails(FailureCause.Unknown, hard: true, "stolen_card")),
        ["8811"] = ("visa", SandboxAnswer.Fails(FailureCause.InsufficientFunds, hard: false, "insufficient_funds") with { PaysAfter = 1 }),
        ["8822"] = ("visa", SandboxAnswer.Fails(FailureCause.InsufficientFunds, hard: false, "insufficient_funds") with { PaysAfter = 2 }),
        ["8833"] = ("visa", SandboxAnswer.Fails(FailureCause.InsufficientFunds, hard: false, "insufficient_funds") with { PaysAfter = 3 }),
        ["3184"] = ("visa", SandboxAnswer.Succeeds with { AsksForConfirmation = true }),
        ["3178"] = ("visa", SandboxAnswer.Fails(FailureCause.InsufficientFunds, hard: false, "insufficient_funds") with { AsksForConfirmation = true }),
        ["1109"] = ("visa", SandboxAnswer.Succeeds with { TimesOut = true }),
        ["1208"] = ("visa", SandboxAnswer.Fails(FailureCause.InsufficientFunds, hard: false, "insufficient_funds") with { TimesOut = true }),
        ["1307"] = ("visa", SandboxAnswer.Succeeds with { TimesOut = true, KnownAfter = TimeSpan.FromHours(1) }),
        ["5126"] = ("visa", SandboxAnswer.Succeeds with { RefundCode = "expired_or_canceled_card" }),
        ["7726"] = ("visa", SandboxAnswer.Succeeds with { RefundTimesOut = true }),
        ["7734"] = ("visa", SandboxAnswer.Succeeds with { RefundTimesOut = true, RefundCode = "expired_or_canceled_card" }),
        ["7742"] = ("visa", SandboxAnswer.Succeeds with { RefundTimesOut = true, RefundKnownAfter = TimeSpan.FromHours(1) }),
    };

    /// <summary>Null when it is no token of the sandbox's.</summary>
    public static SandboxCard? Read(string token)
    {
        var parts = Token().Match(token);
        if (!parts.Success || !Known.TryGetValue(parts.Groups["last4"].Value, out var known))
        {
            return null;
        }

        var last4 = parts.Groups["last4"].Value;
        var month = int.Parse(parts.Groups["month"].ValueSpan, CultureInfo.InvariantCulture);
        var year = int.Parse(parts.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        return new SandboxCard(new CardFacts(known.Brand, last4, month, year, $"sandbox:{last4}"), known.Answer);
    }

    /// <summary>What the bank says at this moment.</summary>
    public SandboxAnswer AnswerAt(DateTimeOffset now) =>
        (now.Year, now.Month).CompareTo((Facts.ExpiryYear, Facts.ExpiryMonth)) > 0
            ? SandboxAnswer.Fails(FailureCause.ExpiredCard, hard: true, "expired_card")
            : Answer;

    [GeneratedRegex("^sandbox_(?<last4>[0-9]{4})_(?<month>0[1-9]|1[0-2])(?<year>20[0-9]{2})(_[a-z0-9]{1,40})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}

/// <summary>How the sandbox's bank answers to a charge.</summary>
/// <param name="Failure">Null when it takes the money.</param>
internal sealed record SandboxAnswer(ChargeFailed? Failure)
{
    public static readonly SandboxAnswer Succeeds = new(Failure: null);

    /// <summary>The answer gets lost on its way: whoever charges learns nothing, and has to ask.</summary>
    public bool TimesOut { get; init; }

    /// <summary>How long the outcome is not known to those who ask either.</summary>
    public TimeSpan KnownAfter { get; init; }

    /// <summary>Charges of this card, by its token, that fail before all others succeed; null where none changes anything.</summary>
    public int? PaysAfter { get; init; }

    /// <summary>The customer is asked to confirm before the bank does what it does.</summary>
    public bool AsksForConfirmation { get; init; }

    /// <summary>Why a refund fails; empty when it does not.</summary>
    public string RefundCode { get; init; } = "";

    /// <summary>As <see cref="TimesOut"/>, of a refund.</summary>
    public bool RefundTimesOut { get; init; }

    /// <summary>As <see cref="KnownAfter"/>, of a refund.</summary>
    public TimeSpan RefundKnownAfter { get; init; }

    public static SandboxAnswer Fails(FailureCause cause, bool hard, string code) => new(new ChargeFailed(cause, hard, code));
}
