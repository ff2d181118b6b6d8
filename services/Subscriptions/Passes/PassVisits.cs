using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using Subscriptions.Time;

namespace Subscriptions.Passes;

/// <summary>
/// Finds the pass that a visit is for and uses it, in the caller's transaction: of those that are good for the class, the one that is over first (domain.md C13).
/// </summary>
internal sealed class PassVisits(SubscriptionsDb db, UsablePasses passes, TimeProvider clock)
{
    /// <summary>So many of the newest passes say why none is of use.</summary>
    private const int Explained = 50;

    /// <summary>Of reasons: what a client can do most about comes first.</summary>
    private static readonly string[] Reasons =
        ["PASS_FROZEN", "PASS_RESTRICTED", "PASS_NOT_PAID", "PASS_NOT_STARTED", "PASS_USED_UP", "PASS_EXPIRED", "WRONG_CLASS_TYPE", "PASS_WITHDRAWN"];

    /// <param name="client">Who comes.</param>
    /// <param name="passId">Only this one; null: any.</param>
    /// <exception cref="DomainException">FAILED_PRECONDITION that says why none is of use; INVALID_ARGUMENT: there is no such customer.</exception>
    public async Task<Visit> Use(Guid client, VisitFacts facts, Guid? passId, EventActor actor, CancellationToken ct)
    {
        if (Usable(await passes.Of(db, client, passId, ct), facts).FirstOrDefault() is not { } pass)
        {
            throw await Explain(client, facts, passId, ct);
        }

        var visit = pass.Use(pass.Holders.First(h => h.CustomerId == client).Customer, facts, actor, clock.GetUtcNow());
        db.Visits.Add(visit);
        await db.SaveChangesAsync(ct);
        return visit;
    }

    /// <exception cref="DomainException">INVALID_ARGUMENT: there is no such class type.</exception>
    public async Task<(Guid? Id, IReadOnlyDictionary<string, string> Name)> ClassType(string id, CancellationToken ct)
    {
        if (id.Length == 0)
        {
            return (null, new Dictionary<string, string>());
        }

        var parsed = FieldValidator.RequireId("class_type_id", id);
        var type = await db.ClassTypes.AsNoTracking().FirstOrDefaultAsync(t => t.Id == parsed, ct);
        return type is null ? throw DomainException.InvalidArgument("class_type_id", "UNKNOWN", "is not the id of a class type.") : (parsed, type.Name);
    }

    /// <summary>Those of some passes that can be used for a visit, the one that is over first at the head; one that begins with the visit ends when it would then.</summary>
    internal static IEnumerable<Pass> Usable(IEnumerable<Pass> passes, VisitFacts facts) => passes.Where(p => Why(p, facts) is null)
        .OrderBy(p => p.EndDate ?? p.Terms.Validity.EndFrom(Day(p, facts)) ?? DateOnly.MaxValue).ThenBy(p => p.CreatedAt).ThenBy(p => p.Serial);

    private async Task<DomainException> Explain(Guid client, VisitFacts facts, Guid? passId, CancellationToken ct)
    {
        var name = await db.Customers.Where(c => c.Id == client).Select(c => c.Name).FirstOrDefaultAsync(ct);
        if (name is null)
        {
            return DomainException.InvalidArgument("customer_id", "UNKNOWN", "is not the id of a customer.");
        }

        var known = await db.Passes.AsNoTracking().Include(p => p.Customer).Include(p => p.Grant!.Order)
            .Where(p => p.Holders.Any(h => h.CustomerId == client) && (passId == null || p.Id == passId))
            .OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Take(Explained).ToListAsync(ct);
        var (pass, reason) = known.Select(p => (Pass: p, Reason: Why(p, facts) ?? "PASS_USED_UP")).OrderBy(p => Array.IndexOf(Reasons, p.Reason)).FirstOrDefault();
        var refusal = pass is null
            ? DomainException.FailedPrecondition("NO_PASS", $"{name} has no {(passId is null ? "" : "such ")}pass.")
            : pass.RefusedUse(reason, Day(pass, facts));
        (refusal.Metadata["holder_id"], refusal.Metadata["holder"]) = ($"{client}", name);
        return refusal;
    }

    private static string? Why(Pass pass, VisitFacts facts) => pass.UseDenial(Day(pass, facts), facts.ClassTypeId, pass.ClassesOf(facts));

    private static DateOnly Day(Pass pass, VisitFacts facts) => CivilTime.DateAt(facts.At, pass.Customer.Zone);
}
