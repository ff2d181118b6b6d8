using Contracts.Common.V1;
using Google.Protobuf.Collections;

namespace Contracts.Subscriptions.V1;

/// <summary>What a sale of a pass asks for, done or only previewed; see SellPassRequest for units and bounds.</summary>
public interface IPassSaleRequest
{
    string CustomerId { get; }

    RepeatedField<string> HolderIds { get; }

    string TemplateId { get; }

    Date? StartDate { get; }

    Money? Price { get; }

    int Classes { get; }

    PassValidity? Validity { get; }

    int DiscountBasisPoints { get; }

    Money? Discount { get; }
}

public sealed partial class SellPassRequest : IPassSaleRequest;

public sealed partial class PreviewPassSaleRequest : IPassSaleRequest;
