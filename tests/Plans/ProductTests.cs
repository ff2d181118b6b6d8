using Contracts.Common.V1;
using Contracts.Events;
using Google.Protobuf.WellKnownTypes;
using static Plans.Tests.Some;
using Wire = Contracts.Plans.V1;

namespace Plans.Tests;

public sealed class ProductTests
{
    [Fact]
    public async Task A_product_is_read_back_as_it_was_created()
    {
        await using var plans = await PlansUnderTest.Start();

        var created = await plans.Create(Product("Set-up", 99.90m, change: p =>
        {
            p.Kind = Wire.ProductKind.OneOff;
            p.Description = Text(("en", "Once."), ("it", "Una volta."));
        }));

        (await plans.Read(created)).ShouldBe(created);
        created.Kind.ShouldBe(Wire.ProductKind.OneOff);
        created.Price.ShouldBe(Money.From(99.90m, "EUR"));
        created.Description.Values["it"].ShouldBe("Una volta.");
    }

    [Fact]
    public async Task A_mask_changes_what_it_names_and_nothing_else()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Product());

        var updated = await plans.Products.UpdateProductAsync(new Wire.UpdateProductRequest
        {
            Product = new Wire.Product { Id = created.Id, Name = Text(("en", "Desk")) },
            UpdateMask = new FieldMask { Paths = { "name" } },
        });

        updated.Name.Values["en"].ShouldBe("Desk");
        updated.Price.ShouldBe(created.Price);
        updated.Kind.ShouldBe(created.Kind);
    }

    [Fact]
    public async Task Each_change_is_told_whole_with_a_revision_of_its_own()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Product("Seat", 5, change: p => p.TaxCode = "standard"));

        var updated = await plans.Products.UpdateProductAsync(new Wire.UpdateProductRequest
        {
            Product = new Wire.Product { Id = created.Id, Kind = Wire.ProductKind.OneOff },
            UpdateMask = new FieldMask { Paths = { "kind" } },
        });
        await plans.Products.ArchiveProductAsync(new Wire.ArchiveProductRequest { Id = created.Id });

        (created.Revision, updated.Revision).ShouldBe((1, 2));
        (await plans.Service.Raised<ProductChanged>()).Select(e => ($"{e.AggregateId}", e.Revision, e.Name["en"], e.Recurring, e.Price, e.TaxCode, e.Archived)).ShouldBe([
            (created.Id, 1, "Seat", created.Kind == Wire.ProductKind.Recurring, new EventMoney("EUR", 5), "standard", false),
            (created.Id, 2, "Seat", false, new EventMoney("EUR", 5), "standard", false),
            (created.Id, 3, "Seat", false, new EventMoney("EUR", 5), "standard", true)]);
    }

    [Fact]
    public async Task An_archived_product_is_out_of_the_list_but_can_be_read()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Product());

        var archived = await plans.Products.ArchiveProductAsync(new Wire.ArchiveProductRequest { Id = created.Id });

        (await plans.Products.ListProductsAsync(new Wire.ListProductsRequest())).Products.ShouldBeEmpty();
        (await plans.All()).Products.Products.ShouldHaveSingleItem().ShouldBe(archived);
        (await plans.Read(created)).Archived.ShouldBeTrue();
        (await Refused.By(plans.Products.ArchiveProductAsync(new Wire.ArchiveProductRequest { Id = created.Id }))).Reason.ShouldBe("ALREADY_ARCHIVED");
    }

    [Fact]
    public async Task A_stale_etag_is_refused_and_changes_nothing()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Product());
        var archived = await plans.Products.ArchiveProductAsync(new Wire.ArchiveProductRequest { Id = created.Id });

        (await Refused.By(plans.Products.UpdateProductAsync(new Wire.UpdateProductRequest { Product = created }))).Reason.ShouldBe("ETAG_MISMATCH");

        (await plans.Read(created)).ShouldBe(archived);
    }
}
