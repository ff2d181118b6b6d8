using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Plans.V1;

namespace Plans.ClassTypes;

internal static class ClassTypeWire
{
    public static Wire.ClassType ToWire(this ClassType classType) => new()
    {
        Id = classType.Id.ToString(),
        Name = LocalizedText.From(classType.Name),
        Retired = classType.Retired,
        CreateTime = Timestamp.FromDateTimeOffset(classType.CreatedAt),
        UpdateTime = Timestamp.FromDateTimeOffset(classType.UpdatedAt),
        Etag = classType.Etag,
    };
}
