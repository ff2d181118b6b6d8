using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>
/// The pass report. Each state is read by itself, along an index that begins with the state, and the few rows of all of them are merged: so a page costs the same
/// wherever it lies and however many passes are over.
/// </summary>
internal sealed class ListPasses(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    private const int LongestGraceInDays = 3650;

    public async Task<Wire.ListPassesResponse> Handle(Wire.ListPassesRequest request, CancellationToken ct)
    {
        var size = PageToken.Size(request.PageSize);
        var (order, descending) = PassOrder.Parse(request.OrderBy);
        var states = await States(request, ct);
        var place = PassPosition.Parse(request.PageToken);
        var back = place?.Back ?? request.FromEnd;
        var found = await Merged(states, order, place?.Place, descending != back, size + 1, ct);
        var more = found.Count > size;
        List<PassPosition> page = [.. found.Take(size)];
        if (back)
        {
            page.Reverse();
        }

        var response = new Wire.ListPassesResponse
        {
            Passes = { await Whole(page, ct) },
            TotalSize = await Count(states, ct),
        };
        if (page.Count > 0)
        {
            response.NextPageToken = (back ? place is not null : more) ? page[^1].Token(back: false) : "";
            response.PreviousPageToken = (back ? more : place is not null) ? page[0].Token(back: true) : "";
        }

        return response;
    }

    /// <summary>Expired passes of which classes lapsed that could be won back.</summary>
    internal async Task<IQueryable<Pass>> WinnableBack(Wire.WinBackFilter filter, CancellationToken ct)
    {
        var request = new Wire.ListPassesRequest
        {
            States = { Wire.PassState.Expired },
            FirstDay = filter.FirstDay,
            LastDay = filter.LastDay,
            CustomerId = filter.CustomerId,
            TemplateId = filter.TemplateId,
            ClassTypeId = filter.ClassTypeId,
            Query = filter.Query,
        };
        return (await States(request, ct)).Single().Where(p => p.LapsedClasses > 0);
    }

    private static async Task<List<PassPosition>> Merged(
        IReadOnlyList<IQueryable<Pass>> states, PassOrder order, PassPosition? after, bool descending, int count, CancellationToken ct)
    {
        var all = new List<PassPosition>();
        foreach (var passes in states)
        {
            all.AddRange(await order.Take(passes, after, descending, count, ct));
        }

        all.Sort((one, other) => descending ? order.Compare(other, one) : order.Compare(one, other));
        return all.Count > count ? all.GetRange(0, count) : all;
    }

    private static async Task<int> Count(IReadOnlyList<IQueryable<Pass>> states, CancellationToken ct)
    {
        var count = 0;
        foreach (var passes in states)
        {
            count += await passes.CountAsync(ct);
        }

        return count;
    }

    private async Task<IEnumerable<Wire.Pass>> Whole(IReadOnlyList<PassPosition> page, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var ids = page.Select(p => p.Id).ToList();
        var passes = await PassStore.WholeOf(db).AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        return page.Where(p => passes.ContainsKey(p.Id)).Select(p => passes[p.Id].ToWire(now));
    }

    /// <summary>What is asked for, by state.</summary>
    private async Task<IReadOnlyList<IQueryable<Pass>>> States(Wire.ListPassesRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var first = validator.CivilDate("first_day", request.FirstDay);
        var last = validator.CivilDate("last_day", request.LastDay);
        validator.Require(!(last < first), "last_day", "NOT_LATER", "must not be before first_day.");
        validator.Range("grace_days", request.GraceDays, 0, LongestGraceInDays);
        var wanted = request.States.Select(s => s.ToDomain()).ToList();
        validator.Require(!wanted.Contains(null), "states", "UNKNOWN", "names a state that does not exist.");
        var passes = Filtered(validator, request);
        validator.ThrowIfFailed();

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        passes = await passes.Matching(db, request.Query, ct);
        if (last is { } lastDay)
        {
            // By the columns of the indexes that find and count what is over: among many passes the rows themselves would take too long.
            passes = passes.Where(p => p.StartSort <= lastDay || p.StartSort == Pass.NoDate);
        }

        var since = (first ?? today).AddDays(-request.GraceDays);
        HashSet<PassState> asked = request.States.Count > 0 ? [.. wanted.Select(s => s!.Value)] : [PassState.Active, PassState.Frozen];
        var result = asked.Order().Select(state => OfState(passes, state, first, since, request.InGrace, today)).ToList();
        if (request.GraceDays > 0 && !request.InGrace)
        {
            result.AddRange(((PassState[])[PassState.UsedUp, PassState.Expired]).Where(state => !asked.Contains(state))
                .Select(state => passes.Where(p => p.State == state && p.FinishedOn >= since)));
        }

        return result;
    }

    private static IQueryable<Pass> OfState(
        IQueryable<Pass> passes, PassState state, DateOnly? first, DateOnly since, bool inGrace, DateOnly today)
    {
        passes = passes.Where(p => p.State == state);
        if (inGrace)
        {
            passes = passes.Where(p => p.State == PassState.Active && p.EndDate <= today);
        }

        return first is null ? passes
            : state.IsHeld() ? passes.Where(p => p.EndDate == null || p.EndDate > since || (p.Freeze != null && p.Freeze.End == null))
            // The day on which one has expired is the first on which it does not run any more.
            : state == PassState.Expired ? passes.Where(p => p.FinishedOn > since && p.EndDate > since)
            : passes.Where(p => p.FinishedOn >= since);
    }

    private IQueryable<Pass> Filtered(FieldValidator validator, Wire.ListPassesRequest request)
    {
        var passes = db.Passes.AsNoTracking();
        if (request.CustomerId.Length > 0)
        {
            var customer = validator.Id("customer_id", request.CustomerId);
            passes = passes.Where(p => p.CustomerId == customer || p.Holders.Any(h => h.CustomerId == customer));
        }

        if (request.SubscriptionId.Length > 0)
        {
            var subscription = validator.Id("subscription_id", request.SubscriptionId);
            passes = passes.Where(p => p.Grant!.SubscriptionId == subscription);
        }

        if (request.TemplateId.Length > 0)
        {
            var template = validator.Id("template_id", request.TemplateId);
            passes = passes.Where(p => p.TemplateId == template);
        }

        if (request.ClassTypeId.Length > 0)
        {
            var type = validator.Id("class_type_id", request.ClassTypeId);
            passes = passes.Where(p => p.Terms.ClassTypeId == null || p.Terms.ClassTypeId == type);
        }

        return passes;
    }
}
