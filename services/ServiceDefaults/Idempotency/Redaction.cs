using System.Security.Cryptography;
using System.Text;
using Contracts.Common.V1;
using Google.Protobuf;

namespace ServiceDefaults.Idempotency;

/// <summary>Secrets that a request brings are for its handler alone: what is remembered of the request holds a hash of them.</summary>
internal static class Redaction
{
    /// <summary>
    /// The request with a hash in the place of each text that the contract marks as <c>secret</c>; itself when it has none. Without the hash one person's request
    /// would be answered with what was done for another who had sent the same request_id.
    /// </summary>
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
            field.Accessor.SetValue(copy, Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes((string)field.Accessor.GetValue(request)))));
        }

        return copy;
    }
}
