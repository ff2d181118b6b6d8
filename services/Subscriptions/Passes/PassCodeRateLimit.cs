using Contracts.Common.V1;
using Grpc.Core;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.CodeRateLimits;

namespace Subscriptions.Passes;

/// <summary>
/// Codes of passes cannot be found out by trying: an application may be wrong ten times a minute. Only wrong ones are counted, after their call was rolled back, so that a
/// turnstile pays nothing for it. Staff see all codes anyway.
/// </summary>
internal sealed class PassCodeRateLimit(SubscriptionsDb db, IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly CodeRateLimiter _limiter = new("pass", scopes, clock);

    /// <exception cref="DomainException">RESOURCE_EXHAUSTED: too many were wrong.</exception>
    public async Task RequireFew(Caller caller, CancellationToken ct)
    {
        if (caller.Role != Role.Staff && await _limiter.Wait(db, caller.Subject, ct) is { } wait)
        {
            throw new DomainException(
                StatusCode.ResourceExhausted, "TOO_MANY_PASS_CODES", $"More than {CodeRateLimiter.Maximum} codes were unknown within a minute. Try again later.")
            {
                RetryDelay = wait,
            };
        }
    }

    /// <summary>The refusal of a code that no holder has.</summary>
    public DomainException Unknown(Caller caller) => new(StatusCode.NotFound, "NOT_FOUND", "There is no pass with this code.", [new FieldViolation("code", "UNKNOWN_CODE", "is no client's code.")])
    {
        Metadata = { ["type"] = "pass" },
        AfterRollback = caller.Role == Role.Staff ? null : () => _limiter.CountWrong(caller.Subject),
    };
}
