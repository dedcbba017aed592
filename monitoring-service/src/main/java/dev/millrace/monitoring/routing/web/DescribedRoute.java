package dev.millrace.monitoring.routing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@code /openapi.json} says about applying a route, whose body is read without the framework. */
@Operation(
        summary = "Puts a route of alerts in force, or gives it a new version where the specification changed",
        requestBody =
                @RequestBody(
                        required = true,
                        description = "The specification, in YAML or JSON",
                        content = {
                            @Content(mediaType = "application/yaml", schema = @Schema(type = "object")),
                            @Content(mediaType = "application/json", schema = @Schema(type = "object"))
                        }),
        responses = {
            @ApiResponse(responseCode = "201", description = "A new version", useReturnTypeSchema = true),
            @ApiResponse(
                    responseCode = "200",
                    description = "The version in force, which has the same specification",
                    useReturnTypeSchema = true)
        })
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface DescribedRoute {}
