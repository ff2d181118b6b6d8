using System.Reflection;
using System.Reflection.Metadata;

namespace Shims.Surface;

/// <summary>What an assembly offers to others: its visible types and their visible members.</summary>
internal static class DefinedMembers
{
    public static IEnumerable<Reference> Of(AssemblyFile assembly)
    {
        MetadataReader reader = assembly.Reader;
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions.Where(type => IsVisible(reader, type)))
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            string name = SignatureText.NameOf(reader, handle);
            yield return new Reference(assembly.Name, name, null);
            foreach (string member in Methods(reader, type).Concat(Fields(reader, type)))
            {
                yield return new Reference(assembly.Name, name, member);
            }
        }
    }

    private static IEnumerable<string> Methods(MetadataReader reader, TypeDefinition type) =>
        from handle in type.GetMethods()
        let method = reader.GetMethodDefinition(handle)
        where (method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem
        select SignatureText.Method(reader.GetString(method.Name), method.DecodeSignature(SignatureText.Instance, null));

    private static IEnumerable<string> Fields(MetadataReader reader, TypeDefinition type) =>
        from handle in type.GetFields()
        let field = reader.GetFieldDefinition(handle)
        where (field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem
        select SignatureText.Field(reader.GetString(field.Name), field.DecodeSignature(SignatureText.Instance, null));

    private static bool IsVisible(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(reader, type.GetDeclaringType()),
            _ => false,
        };
    }
}
