using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Components;
using Screens.Pages;

namespace Admin.Coupons;

/// <summary>One coupon: its code and name, what it takes off and for how long, and who may have it.</summary>
public partial class CouponPage(CouponClient coupons, PlanClient catalogue) : ScreenPage
{
    static readonly string[] Editable = ["name", "percent_basis_points", "amount_off", "duration", "periods", "redeem_until", "max_redemptions", "plan_ids"];

    Coupon? coupon;
    List<Plan>? plans;
    Posted posted = null!;

    [Parameter]
    public string? Id { get; set; }

    string Path => $"/admin/coupons/{Id ?? "new"}";

    string Title => Id is null ? L["Coupon_New"] : coupon!.Code;

    string? PlanError => Problem?.Fields.FirstOrDefault(each => each.Key.Contains("plan_ids", StringComparison.Ordinal)).Value;

    protected override Task OnInitializedAsync()
    {
        posted = Posted("coupon");
        return Ask(async () =>
        {
            coupon = Id is null
                ? new Coupon { Duration = CouponDuration.Once }
                : await coupons.GetCouponAsync(new() { Id = Id }, cancellationToken: RequestAborted);
            plans = [.. (await catalogue.ListPlansAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted)).Plans];
        });
    }

    bool Chosen(string planId) => posted.WasSent ? posted.All("plan_ids").Contains(planId) : coupon!.PlanIds.Contains(planId);

    async Task Save()
    {
        if (CouponForm.Read(posted, out var change) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return;
        }

        // A plan that is offered no more is not among the boxes, and stays.
        change.PlanIds.Add(coupon!.PlanIds.Where(id => plans!.All(plan => plan.Id != id)));
        change.Id = Id ?? "";
        change.Code = posted["code"];
        Coupon? saved = null;
        if (await Ask(async () => saved = Id is null
            ? await coupons.CreateCouponAsync(new() { Coupon = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)
            : await coupons.UpdateCouponAsync(
                new() { Coupon = change, UpdateMask = new() { Paths = { Editable } }, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"/admin/coupons/{saved!.Id}?done=saved");
        }
    }

    async Task Retire()
    {
        var form = Posted("retire");
        if (await Ask(async () => await coupons.RetireCouponAsync(
            new() { Id = Id, Etag = form["etag"], RequestId = form["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"{Path}?done=coupon-retired");
        }
    }
}
