using Contracts.Common.V1;
using Google.Protobuf;

namespace ServiceDefaults.Idempotency;

/// <summary>Secrets that a request brings are for its handler alone: what is remembered of the request leaves them out.</summary>
internal static class Redaction
{
    /// <summary>The request without its fields that the contract marks as <c>secret</c>; itself when it has none.</summary>
    public static IMessage WithoutSecrets(this IMessage request)
    {
        var secrets = request.Descriptor.Fields.InDeclarationOrder().Where(field => field.GetOptions()?.GetExtension(AccessExtensions.Secret) == true).ToList();
        if (secrets.Count == 0)
        {
            return request;
        }

        var copy = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        foreach (var field in secrets)
        {
            field.Accessor.Clear(copy);
        }

        return copy;
    }
}
