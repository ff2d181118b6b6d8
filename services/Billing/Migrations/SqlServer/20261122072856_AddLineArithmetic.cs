using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Billing.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddLineArithmetic : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Arithmetic",
                table: "InvoiceLines",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Arithmetic",
                table: "InvoiceLines");
        }
    }
}
