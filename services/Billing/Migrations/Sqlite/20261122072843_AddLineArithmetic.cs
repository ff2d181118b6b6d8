using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Billing.Migrations.Sqlite
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
                type: "TEXT",
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
