using System.Reflection.Metadata;

namespace Shims.Surface;

/// <summary>A type of another assembly, or a member of one, that an assembly was compiled against.</summary>
internal sealed record Reference(string Assembly, string Type, string? Member)
{
    public override string ToString() => Member is null ? $"[{Assembly}] {Type}" : $"[{Assembly}] {Type} :: {Member}";
}

internal static class ReferencedMembers
{
    public static IEnumerable<Reference> Of(AssemblyFile assembly)
    {
        MetadataReader reader = assembly.Reader;
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            if (AssemblyOf(reader, handle) is { } name)
            {
                yield return new Reference(name, SignatureText.NameOf(reader, handle), null);
            }
        }

        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference member = reader.GetMemberReference(handle);
            if (Owner(reader, member.Parent) is { } owner && AssemblyOf(reader, owner) is { } name)
            {
                yield return new Reference(name, SignatureText.NameOf(reader, owner), Describe(reader, member));
            }
        }
    }

    private static string Describe(MetadataReader reader, MemberReference member)
    {
        string name = reader.GetString(member.Name);
        return member.GetKind() == MemberReferenceKind.Field
            ? SignatureText.Field(name, member.DecodeFieldSignature(SignatureText.Instance, null))
            : SignatureText.Method(name, member.DecodeMethodSignature(SignatureText.Instance, null));
    }

    /// <summary>The type that declares a member: itself, or the definition of a generic instance.</summary>
    private static TypeReferenceHandle? Owner(MetadataReader reader, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            BlobReader blob = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            {
                return null;
            }

            blob.ReadCompressedInteger(); // class or value type
            parent = blob.ReadTypeHandle();
        }

        return parent.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)parent : null;
    }

    private static string? AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => null,
        };
    }
}
