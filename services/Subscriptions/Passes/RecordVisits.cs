using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Search;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>A day's list of visits: each line by itself, so that one that is refused stops none of the others.</summary>
internal sealed class RecordVisits(SubscriptionsDb db, PassVisits visits, TimeProvider clock) : IFeature
{
    private const int MaximumLines = 200;

    public async Task<Wire.RecordVisitsResponse> Handle(Wire.RecordVisitsRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.Range("lines", request.Lines.Count, 1, MaximumLines);
        validator.ThrowIfFailed();
        var now = clock.GetUtcNow();
        // The list's time may lie ahead where every line that takes it was cancelled.
        var cancelled = request.Lines.All(l => l.VisitTime is not null || l.State == Wire.VisitState.LateCancel);
        var at = VisitTimes.Of("visit_time", request.VisitTime, cancelled ? VisitState.LateCancel : VisitState.Attended, now);
        var type = await visits.ClassType(request.ClassTypeId, ct);
        var response = new Wire.RecordVisitsResponse();
        foreach (var line in request.Lines)
        {
            response.Results.Add(await Record(line, at, type, caller, now, ct));
        }

        response.RecordedCount = response.Results.Count(r => r.Visit is not null);
        return response;
    }

    private async Task<Wire.VisitResult> Record(
        Wire.VisitLine line, DateTimeOffset at, (Guid? Id, IReadOnlyDictionary<string, string> Name) type, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var (client, passId) = await Client(line, ct);
            var state = State(line.State);
            var time = line.VisitTime is null ? at : VisitTimes.Of("visit_time", line.VisitTime, state, now);
            // A list does not say when a class that is over was cancelled: it was late.
            var facts = new VisitFacts(type.Id, type.Name, time, state, state != VisitState.LateCancel ? null : time < now ? time : now);
            var visit = await visits.Use(client, facts, passId, caller.Actor, ct);
            return new Wire.VisitResult { Visit = visit.ToWire(), RemainingClasses = visit.Pass.RemainingClasses };
        }
        catch (DomainException refusal)
        {
            return new Wire.VisitResult { Refusal = refusal.Violations.Count > 0 ? refusal.Violations[0].Rule : refusal.Reason, Message = refusal.Message };
        }
    }

    /// <summary>By id, or by a text that is the code, the mail address or the name of exactly one.</summary>
    private async Task<(Guid Client, Guid? PassId)> Client(Wire.VisitLine line, CancellationToken ct)
    {
        if (line.ClientCase == Wire.VisitLine.ClientOneofCase.CustomerId)
        {
            return (FieldValidator.RequireId("customer_id", line.CustomerId), null);
        }

        var validator = new FieldValidator();
        var text = validator.Text("text", line.Text, 254);
        validator.ThrowIfFailed();
        var code = text.ToUpperInvariant();
        if (await db.PassHolders.AsNoTracking().FirstOrDefaultAsync(h => h.Code == code, ct) is { } holder)
        {
            return (holder.CustomerId, holder.PassId);
        }

        var mail = text.ToLowerInvariant();
        if (await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.EmailKey == mail, ct) is { } known)
        {
            return (known.Id, null);
        }

        var name = SearchText.Fold(text);
        var named = (await (await db.Customers.AsNoTracking().Matching(db, text[..Math.Min(text.Length, Searching.MaximumQuery)], ct)).ToListAsync(ct))
            .Where(c => SearchText.Fold(c.Name) == name).ToList();
        return named.Count switch
        {
            1 => (named[0].Id, null),
            0 => throw DomainException.InvalidArgument("text", "UNKNOWN", "is no client's code, mail address or name."),
            _ => throw DomainException.InvalidArgument("text", "AMBIGUOUS", $"is the name of {named.Count} clients; use the mail address."),
        };
    }

    private static VisitState State(Wire.VisitState state) => state switch
    {
        Wire.VisitState.Unspecified or Wire.VisitState.Attended => VisitState.Attended,
        Wire.VisitState.LateCancel => VisitState.LateCancel,
        Wire.VisitState.NoShow => VisitState.NoShow,
        _ => throw DomainException.InvalidArgument("state", "UNKNOWN", "must be attended, late_cancel or no_show."),
    };
}
