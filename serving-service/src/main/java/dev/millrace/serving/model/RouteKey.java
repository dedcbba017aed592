package dev.millrace.serving.model;

/** A model in a role: which version it leads to is decided by approvals, and each route is loaded and replaced by itself. */
record RouteKey(ModelName model, ServingRole role) {

    static RouteKey champion(ModelName model) {
        return new RouteKey(model, ServingRole.CHAMPION);
    }
}
