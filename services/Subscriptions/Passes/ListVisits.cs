using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

internal sealed class ListVisits(SubscriptionsDb db) : IFeature
{
    private const string ByVisit = "visit_time desc";
    private const string ByRecord = "record_time desc";

    public async Task<Wire.ListVisitsResponse> Handle(Wire.ListVisitsRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var visits = db.Visits.AsNoTracking().Include(v => v.Pass).Include(v => v.Customer).AsQueryable();
        if (request.PassId.Length > 0)
        {
            var pass = validator.Id("pass_id", request.PassId);
            visits = visits.Where(v => v.PassId == pass);
        }

        if (request.CustomerId.Length > 0)
        {
            var customer = validator.Id("customer_id", request.CustomerId);
            visits = visits.Where(v => v.CustomerId == customer);
        }

        if (request.ClassTypeId.Length > 0)
        {
            var type = validator.Id("class_type_id", request.ClassTypeId);
            visits = visits.Where(v => v.ClassTypeId == type);
        }

        if (request.StartTime is not null)
        {
            var start = validator.Instant("start_time", request.StartTime);
            visits = visits.Where(v => v.At >= start);
        }

        if (request.EndTime is not null)
        {
            var end = validator.Instant("end_time", request.EndTime);
            visits = visits.Where(v => v.At < end);
        }

        if (request.RecordStartTime is not null)
        {
            var start = validator.Instant("record_start_time", request.RecordStartTime);
            visits = visits.Where(v => v.CreatedAt >= start);
        }

        if (request.RecordEndTime is not null)
        {
            var end = validator.Instant("record_end_time", request.RecordEndTime);
            visits = visits.Where(v => v.CreatedAt < end);
        }

        validator.Require(request.OrderBy is "" or ByVisit or ByRecord, "order_by", "UNKNOWN_ORDER", $"must be {ByVisit} or {ByRecord}.");
        validator.ThrowIfFailed();
        var page = request.OrderBy == ByRecord
            ? await visits.NewestFirst(request.PageSize, request.PageToken, ct)
            : await visits.NewestVisitsFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListVisitsResponse { Visits = { page.Items.Select(v => v.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}

internal static class PagedVisits
{
    /// <summary>By the time of the class, by keyset.</summary>
    public static async Task<Page<Visit>> NewestVisitsFirst(this IQueryable<Visit> visits, int pageSize, string pageToken, CancellationToken ct)
    {
        var size = PageToken.Size(pageSize);
        if (PageToken.Parse(pageToken) is { CreatedAt: var at, Id: var id })
        {
            visits = visits.Where(v => v.At <= at && (v.At < at || v.Id.CompareTo(id) < 0));
        }

        return await visits.OrderByDescending(v => v.At).ThenByDescending(v => v.Id).TakePage(size, v => new PageToken(v.At, v.Id).ToString(), ct);
    }
}
